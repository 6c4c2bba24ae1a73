using System.Reflection;

namespace Cekura.Reports.Tests.Export;

/// <summary>A test that asks the format's own reader: skipped, with what to install, where that is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CtrfFactAttribute : FactAttribute
{
    public CtrfFactAttribute() =>
        Skip =
            !Directory.Exists(Path.Combine(Folder, "node_modules", "ctrf"))
                ? "The reader of CTRF is not installed: npm ci --prefix build/contract"
            : !HasNode ? "node is not installed"
            : null;

    /// <summary>Where the reader is.</summary>
    public static string Folder { get; } =
        Path.Combine(
            typeof(CtrfFactAttribute)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "RepositoryDirectory")
                .Value!,
            "build",
            "contract"
        );

    private static bool HasNode =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe")));
}

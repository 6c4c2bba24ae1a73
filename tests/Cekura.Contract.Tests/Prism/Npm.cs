using System.Reflection;

namespace Cekura.Contract.Tests.Prism;

/// <summary>The tools of <c>build/contract</c>.</summary>
internal static class Npm
{
    private static readonly string Folder = Path.Combine(
        typeof(Npm).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(entry => entry.Key == "RepositoryDirectory").Value!,
        "build",
        "contract"
    );

    public static string? Node { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
            .FirstOrDefault(File.Exists);

    public static string Prism { get; } = Path.Combine(Folder, "node_modules", "@stoplight", "prism-cli", "dist", "index.js");

    /// <summary>Why tests with these tools are skipped; null when they run.</summary>
    public static string? SkipReason { get; } =
        (Node, File.Exists(Prism)) switch
        {
            (null, _) => "Node.js is not on the PATH. To run this test, install it, and run \"npm ci\" in build/contract.",
            (_, false) => "The npm tools are not installed. To run this test, run \"npm ci\" in build/contract.",
            _ => null,
        };
}

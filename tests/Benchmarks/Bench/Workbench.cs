using System.Reflection;
using System.Runtime.InteropServices;

namespace Cekura.Benchmarks.Bench;

/// <summary>
/// Everything that is measured, made once: the packages of this checkout, and projects of each framework. It lies in a temporary folder.
/// </summary>
internal sealed class Workbench : IAsyncDisposable
{
    public const string Prefix = "cekura-bench-";

    private static readonly string[] Packed =
    [
        "Cekura.Agents",
        "Cekura.Client",
        "Cekura.Manifests",
        "Cekura.Models",
        "Cekura.Runs",
        "Cekura.Reports",
        "Cekura.TestHost",
        "Cekura.Guard",
        "Cekura.Emulator",
        "Cekura.TestAdapter",
        "Cekura.Cli",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory(Prefix).FullName;
    private readonly Dictionary<string, Task<BenchProject>> _projects = new(StringComparer.Ordinal);
    private Task? _packing;

    public Workbench(BenchOptions options) => Options = options;

    public BenchOptions Options { get; }

    /// <summary>Root of the checkout.</summary>
    public string Repository { get; } = Metadata("RepositoryDirectory");

    /// <summary>Version of the packages.</summary>
    public static string Version { get; } = Metadata("DocumentedVersion");

    /// <summary>Folder of the packages.</summary>
    public string Feed => Path.Combine(_root, "feed");

    /// <summary>The command as a user has it.</summary>
    public string Tool => Path.Combine(_root, "tool", OperatingSystem.IsWindows() ? "cekura.exe" : "cekura");

    /// <summary>What the programs find in their environment: a key that is none, and places of their own for what they keep.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>
        {
            ["CEKURA_API_KEY"] = "benchmark",
            ["CEKURA_STATE_DIRECTORY"] = Path.Combine(_root, "state"),
            ["NUGET_PACKAGES"] = Path.Combine(_root, "packages"),
        };

    /// <summary>A project, written and built when it is first asked for.</summary>
    public async Task<BenchProject> ProjectAsync(IFramework framework, int cases, CancellationToken cancellationToken)
    {
        await PackAsync(cancellationToken);
        var key = $"{framework.Name}-{(framework.IsOnPlatform ? "platform-" : "")}{cases}";
        return await (
            _projects.TryGetValue(key, out var known)
                ? known
                : _projects[key] = BenchProject.BuildAsync(this, framework, Path.Combine(_root, "projects", key), cases, cancellationToken)
        );
    }

    /// <summary>Packs what is measured, once, as a release is packed: with code that is compiled ahead for this machine.</summary>
    public Task PackAsync(CancellationToken cancellationToken) => _packing ??= PackAllAsync(cancellationToken);

    /// <summary>A path where nothing is yet.</summary>
    public string NewFolder() =>
        Path.Combine(Directory.CreateDirectory(Path.Combine(_root, "away")).FullName, Guid.NewGuid().ToString("n"));

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task PackAllAsync(CancellationToken cancellationToken)
    {
        foreach (var project in Packed)
        {
            await Command.RunAsync(
                Repository,
                [
                    "pack",
                    Path.Combine("src", project),
                    "-c",
                    "Release",
                    "-o",
                    Feed,
                    "-v",
                    "q",
                    $"-p:ReadyToRunRuntimes={RuntimeInformation.RuntimeIdentifier}",
                    $"-p:MinVerVersionOverride={Version}",
                ],
                new Dictionary<string, string>(),
                cancellationToken
            );
        }

        await File.WriteAllTextAsync(
            Path.Combine(_root, "nuget.config"),
            $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
            </configuration>
            """,
            cancellationToken
        );
        await Command.RunAsync(
            _root,
            ["tool", "install", "Cekura.Cli", "--version", Version, "--tool-path", Path.GetDirectoryName(Tool)!],
            Environment,
            cancellationToken
        );
    }

    private static string Metadata(string key) =>
        typeof(Workbench).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}

using System.Runtime.InteropServices;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>Packages as a release has them, with code compiled ahead for this system.</summary>
public sealed class CompiledAheadFeed : IAsyncLifetime
{
    private static readonly string[] Packed =
    [
        "Cekura.Agents",
        "Cekura.Client",
        "Cekura.Manifests",
        "Cekura.Models",
        "Cekura.Runs",
        "Cekura.Reports",
        "Cekura.Emulator",
        "Cekura.TestHost",
        "Cekura.Guard",
        "Cekura.TestAdapter",
    ];

    private readonly string _root = Directory.CreateTempSubdirectory("cekura-ahead-").FullName;

    /// <summary>Folder that holds the packages.</summary>
    internal string Feed => Path.Combine(_root, "feed");

    /// <inheritdoc />
    public async Task InitializeAsync()
    {
        // Named without a slash at the end, as build servers name their cache.
        var cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        // Packing for a system leaves files behind that the checkout's own builds would find.
        var sources = Path.Combine(_root, "sources");
        Checkout.CopySources(sources);
        foreach (var name in Packed)
        {
            var packed = await Dotnet.RunAsync(
                sources,
                [
                    "pack",
                    Path.Combine("src", name),
                    "-c",
                    "Release",
                    "-o",
                    Feed,
                    "--nologo",
                    "-v",
                    "q",
                    $"-p:ReadyToRunRuntimes={RuntimeInformation.RuntimeIdentifier}",
                    "-p:RunAnalyzers=false",
                    $"-p:MinVerVersionOverride={PackedFeed.Version}",
                ],
                new Dictionary<string, string?> { ["NUGET_PACKAGES"] = cache }
            );
            Assert.True(packed.ExitCode == 0, packed.Output);
        }
    }

    /// <inheritdoc />
    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A project, built with these packages instead of those that everything else uses.</summary>
    internal async Task<GeneratedProject> BuildAsync(GeneratedProject project)
    {
        project.Write(
            "nuget.config",
            $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
            </configuration>
            """
        );
        var build = await project.RunAsync(["build", $"-p:RestorePackagesPath={Path.Combine(_root, "packages")}"]);
        Assert.True(build.ExitCode == 0, build.Output);
        return project;
    }
}

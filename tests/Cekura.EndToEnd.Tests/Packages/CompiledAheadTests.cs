using System.Runtime.InteropServices;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>Packages as a release has them, with code compiled ahead for this system, under a real <c>dotnet test</c>.</summary>
[Collection(nameof(EndToEnd))]
public sealed class CompiledAheadTests(PackedFeed feed) : IDisposable
{
    // Lambdas of generated code, and instances that only the framework asks for. Without code compiled ahead it is well over a thousand.
    private const int FewMethods = 100;

    private static readonly string[] Packed = ["Cekura.Client", "Cekura.Runs", "Cekura.Emulator", "Cekura.Guard", "Cekura.TestAdapter"];

    private readonly string _root = Directory.CreateTempSubdirectory("cekura-ahead-").FullName;

    private string Sources => Path.Combine(_root, "sources");

    private string Feed => Path.Combine(_root, "feed");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task The_test_host_runs_what_was_compiled_ahead_and_compiles_hardly_anything_of_ours_itself()
    {
        // Named without a slash at the end, as build servers name their cache.
        var cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        // Packing for a system leaves files behind that the checkout's own builds would find.
        Checkout.CopySources(Sources);
        foreach (var name in Packed)
        {
            var packed = await Dotnet.RunAsync(
                Sources, ["pack", Path.Combine("src", name), "-c", "Release", "-o", Feed, "--nologo", "-v", "q", $"-p:ReadyToRunRuntimes={RuntimeInformation.RuntimeIdentifier}", "-p:RunAnalyzers=false"], new Dictionary<string, string?> { ["NUGET_PACKAGES"] = cache });
            Assert.True(packed.ExitCode == 0, packed.Output);
        }

        var compiled = Path.Combine(_root, "compiled.txt");
        var project = feed.NewProject("Ahead").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()).Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
            </configuration>
            """);

        var run = await project.TestAsync($"-p:RestorePackagesPath={Path.Combine(_root, "packages")}", "-e", $"DOTNET_JitStdOutFile={compiled}", "-e", "DOTNET_JitDisasmSummary=1");

        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], run.Named("Passed"));
        Assert.Equal(["Reschedule [In a hurry]", "Reschedule [Normal Male]"], run.Named("Failed"));
        var methods = File.ReadLines(compiled).Where(line => line.Contains("[Tier0", StringComparison.Ordinal) || line.Contains("[Instrumented Tier0", StringComparison.Ordinal)).ToList();
        Assert.Contains(methods, method => method.Contains("JIT compiled Microsoft.VisualStudio.TestPlatform.", StringComparison.Ordinal));
        Assert.InRange(methods.Count(method => method.Contains("JIT compiled Cekura.", StringComparison.Ordinal)), 0, FewMethods);
    }
}

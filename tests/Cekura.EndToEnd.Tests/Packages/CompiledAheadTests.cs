using System.IO.Compression;
using System.Runtime.InteropServices;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>What a release's packages do under a real <c>dotnet test</c>.</summary>
public sealed class CompiledAheadTests(PackedFeed feed, CompiledAheadFeed ahead)
    : IClassFixture<PackedFeed>,
        IClassFixture<CompiledAheadFeed>
{
    // Lambdas of generated code, and instances that only the framework asks for. Without code compiled ahead it is well over a thousand.
    private const int FewMethods = 100;

    [LongFact]
    public async Task The_test_host_runs_what_was_compiled_ahead_and_compiles_hardly_anything_of_ours_itself()
    {
        var project = await ahead.BuildAsync(feed.NewProject("Ahead").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()));
        var compiled = Path.Combine(project.FolderPath, "compiled.txt");

        var run = await project.TestAsync("--no-build", "-e", $"DOTNET_JitStdOutFile={compiled}", "-e", "DOTNET_JitDisasmSummary=1");

        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], run.Named("Passed"));
        Assert.Equal(["Reschedule [In a hurry]", "Reschedule [Normal Male]"], run.Named("Failed"));
        var methods = File.ReadLines(compiled)
            .Where(line =>
                line.Contains("[Tier0", StringComparison.Ordinal) || line.Contains("[Instrumented Tier0", StringComparison.Ordinal)
            )
            .ToList();
        Assert.Contains(methods, method => method.Contains("JIT compiled Microsoft.VisualStudio.TestPlatform.", StringComparison.Ordinal));
        Assert.InRange(methods.Count(method => method.Contains("JIT compiled Cekura.", StringComparison.Ordinal)), 0, FewMethods);

        // Comes without code compiled ahead, and is for what fails.
        Assert.DoesNotContain(methods, method => method.Contains("JIT compiled Polly.", StringComparison.Ordinal));
    }

    [LongFact]
    public void Libraries_and_tasks_hold_it_and_the_guard_has_no_use_for_it()
    {
        var system = RuntimeInformation.RuntimeIdentifier;

        Assert.Equal(
            [
                $"runtimes/{system}/lib/net10.0/Cekura.Agents.dll",
                $"runtimes/{system}/lib/net10.0/Cekura.Client.dll",
                $"runtimes/{system}/lib/net10.0/Cekura.Emulator.dll",
                $"runtimes/{system}/lib/net10.0/Cekura.Manifests.dll",
                $"runtimes/{system}/lib/net10.0/Cekura.Models.dll",
                $"runtimes/{system}/lib/net10.0/Cekura.Reports.dll",
                $"runtimes/{system}/lib/net10.0/Cekura.Runs.dll",
                $"runtimes/{system}/lib/net10.0/Cekura.TestAdapter.dll",
                $"runtimes/{system}/lib/net10.0/Cekura.TestHost.dll",
                $"runtimes/{system}/lib/net10.0/Cekura.TestingPlatform.dll",
                $"tasks/net10.0/{system}/Cekura.Agents.dll",
                $"tasks/net10.0/{system}/Cekura.Build.Tasks.dll",
                $"tasks/net10.0/{system}/Cekura.Client.dll",
                $"tasks/net10.0/{system}/Cekura.Emulator.dll",
                $"tasks/net10.0/{system}/Cekura.Manifests.dll",
                $"tasks/net10.0/{system}/Cekura.Models.dll",
                $"tasks/net10.0/{system}/Cekura.Runs.dll",
                $"tasks/net10.0/{system}/Polly.Core.dll",
            ],
            Directory
                .GetFiles(ahead.Feed, "*.nupkg")
                .SelectMany(FilesOf)
                .Where(file => file.Contains($"/{system}/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
    }

    [LongFact]
    public async Task Conversations_are_ended_when_the_test_host_is_killed()
    {
        var project = await ahead.BuildAsync(feed.NewProject("AheadKilled").WithManifest(Seeds.Manifest));
        await using var service = await OngoingService.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var shell = new Shell();

        var run = project.TestAsync(shell, service.Connection, "--no-build");
        await service.ConversingAsync(limit.Token);
        await Shell.SignalAsync("KILL", shell.TestHost);
        await service.EndedAsync(limit.Token);
        await run;

        service.AssertEnded();
    }

    private static List<string> FilesOf(string package)
    {
        using var archive = ZipFile.OpenRead(package);
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }
}

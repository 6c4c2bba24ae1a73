using System.Diagnostics;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>The first command of the README, with and without the sample agent's two bugs.</summary>
[Collection(nameof(EndToEnd))]
public sealed class SampleTests : IDisposable
{
    private readonly string _results = Directory.CreateTempSubdirectory("cekura-sample-").FullName;

    public void Dispose() => Directory.Delete(_results, recursive: true);

    [Fact]
    public async Task The_sample_passes_with_a_transcript_for_every_test()
    {
        var run = await TestAsync();

        Assert.True(run.ExitCode == 0, run.Console);
        Assert.True(run.Tests.Count >= 18, $"{run.Tests.Count} tests");
        Assert.All(run.Tests, test => Assert.Equal("Passed", test.Outcome));
        Assert.All(run.Tests, test => Assert.Contains("Caller", test.Attachment("transcript.md"), StringComparison.Ordinal));
        AssertNoAgentIsLeft();
    }

    private async Task<TestRun> TestAsync(Dictionary<string, string?>? environment = null)
    {
        var result = await Dotnet.RunAsync(
            PackedFeed.Repository,
            ["test", "samples/AppointmentTests", "-c", PackedFeed.Configuration, "--results-directory", _results, "--logger", "trx;LogFileName=run.trx"],
            environment);
        return new TestRun(result, Path.Combine(_results, "run.trx"));
    }

    private static void AssertNoAgentIsLeft()
    {
        var left = Process.GetProcesses().Where(IsAgent).Select(process => process.Id).ToList();
        Assert.True(left.Count == 0, $"The sample's agent still runs: {string.Join(", ", left)}");
    }

    private static bool IsAgent(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id}/cmdline").Contains("AppointmentAgent.dll", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}

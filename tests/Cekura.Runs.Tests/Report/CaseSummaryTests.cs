using Cekura.Client;
using Cekura.Runs.Report;
using Cekura.Runs.Verdict;
using Cekura.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Report;

public class CaseSummaryTests
{
    [Fact]
    public Task A_passed_case() => Verifier.Verify(Write(Judge(Passed)));

    [Fact]
    public Task A_failed_case() => Verifier.Verify(Write(Judge(Failed with
    {
        Metrics = [.. Failed.Metrics, new() { Name = "Latency (in ms)", Type = "numeric", Score = 1240.5 }, new() { Name = "Sentiment", Type = "enum", Label = "positive" }],
        TranscriptTurns = [.. Passed.TranscriptTurns, Turn(SpeakerRole.Caller, 14, 15, "But when?\n" + new string('x', 400))],
    })));

    [Fact]
    public Task A_case_with_repetitions() => Verifier.Verify(Write(
        Judge(Passed with { Id = 1 }),
        Judge(Failed with { Id = 2, TranscriptTurns = [.. Failed.TranscriptTurns.Take(2)] }),
        StartFailure.NoRun(2, "Moves an existing appointment", 987)));

    [Fact]
    public Task The_message_of_a_case_with_repetitions() => Verifier.Verify(new CaseJudge(new()).Aggregate(
        [Judge(Passed with { Id = 1 }), Judge(Failed with { Id = 2 }), Judge(NotConnected(RunStatus.Failed) with { Id = 3 })], null).Message!);

    [Fact]
    public void Emulated_runs_say_so() =>
        Assert.StartsWith(
            "Passed: rule V23, 00:13, emulated\n",
            new CaseSummary(DashboardLink.Emulated).StandardOutput(new CaseJudge(new()).Aggregate([Judge(Passed)], null)),
            StringComparison.Ordinal);

    private static string Write(params RunVerdict[] runs) =>
        new CaseSummary(Dashboard).StandardOutput(new CaseJudge(new()).Aggregate(runs, null));
}

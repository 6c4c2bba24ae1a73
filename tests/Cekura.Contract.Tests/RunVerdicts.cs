using System.Text.Json;
using Cekura.Client;
using Cekura.Reports.Summary;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Contract.Tests;

/// <summary>What the verdict rules make of the example runs, read by the real client.</summary>
public sealed class RunVerdicts
{
    private static readonly DashboardLink Dashboard = DashboardLink.ForProject(742);

    [ContractTheory]
    [InlineData("run-passed.json", Outcome.Passed, "V23", "")]
    [InlineData("run-failed.json", Outcome.Failed, "V19", "Failed: expected outcome 0; Confirms date and time.")]
    [InlineData(
        "run-timed-out.json",
        Outcome.Failed,
        "V13",
        "Run 5546 timed out in Cekura: No call was received within the outbound dial window. The agent had to dial +14155550177 before 2026-08-20 10:05:05 UTC."
    )]
    [InlineData(
        "run-infrastructure-failure.json",
        Outcome.Failed,
        "V12",
        "Run 5548 did not take place: WebSocket handshake failed: server answered HTTP 503."
    )]
    [InlineData("run-cancelled.json", Outcome.Failed, "V14", "Run 5549 was cancelled in Cekura (run-cancelled-by-user).")]
    [InlineData("run-completed-unsettled.json", Outcome.Failed, "V17", "Run 5552 ended but was not scored within 120 s.")]
    [InlineData(
        "run-critical-categories.json",
        Outcome.Failed,
        "V19",
        "Failed: expected outcome 0; Workflow deviations; critical: Identity not verified."
    )]
    [InlineData("run-rubric-failed.json", Outcome.Failed, "V19", "Failed: rubric: Latency (in ms) = 2480.0, wanted score lte 2000.")]
    [InlineData("run-rubric-passed-metric-failed.json", Outcome.Passed, "V23", "")]
    [InlineData(
        "run-needs-review.json",
        Outcome.Failed,
        "V18",
        "Needs review: the expected outcome could not be judged (The agent reads back its date and time)."
    )]
    [InlineData(
        "run-reviewed-success.json",
        Outcome.Passed,
        "V16",
        "Reviewed as a success, overriding a failed evaluation: The read-back happened in the SMS."
    )]
    [InlineData("run-reviewed-failure.json", Outcome.Failed, "V15", "Reviewed as a failure: It booked the wrong doctor.")]
    [InlineData("run-no-metrics.json", Outcome.Passed, "V23", "")]
    internal async Task Each_example_has_its_rule(string file, Outcome outcome, string rule, string headline)
    {
        var verdict = Judge(await ReadAsync(file));
        Assert.Equal((outcome, rule, headline), (verdict.Outcome, verdict.Rule, verdict.Headline));
    }

    [ContractTheory]
    [InlineData("run-in-progress.json")]
    [InlineData("run-evaluating.json")]
    [InlineData("run-completed-unsettled.json")]
    public async Task Polling_goes_on_for(string file) => Assert.False(new RunJudge(new()).IsSettled(await ReadAsync(file), TimeSpan.Zero));

    // The rules' own example, and below a part that was missed what happened instead.
    [ContractFact]
    public async Task The_text_of_the_failed_example_is_the_one_of_the_rules() =>
        Assert.Equal(
            """
            Failed: expected outcome 0; Confirms date and time.
              ❌ The agent reads back its date and time
                  The call ended without a read-back
              Confirms date and time: The agent ended without reading back the new slot.
            Result 987, run 5545, personality Normal Male, 00:13, ended: main-agent-ended-call
            https://dashboard.cekura.ai/742/results/987?call_id=5545
            """,
            Judge(await ReadAsync("run-failed.json")).Message
        );

    [ContractFact]
    public async Task Every_example_run_can_be_reported()
    {
        foreach (var file in RunAnswers.Expected.Keys)
        {
            var run = await ReadAsync(file);
            var verdict = new RunJudge(new(), Dashboard).Judge(run, [], WatchEnd.ContactLost("the end of the test"));
            Assert.Contains($"| Run | {run.Id} |", new TranscriptDocument(Dashboard).Write(verdict), StringComparison.Ordinal);
            using var document = JsonDocument.Parse(new RunDocument("ck-contract").Write(run));
            Assert.Equal(run.Id, document.RootElement.GetProperty("id").GetInt64());
        }
    }

    private static RunVerdict Judge(Run run) => new RunJudge(new(), Dashboard).Judge(run, [], WatchEnd.Settled);

    private static Task<Run> ReadAsync(string file) =>
        Examples.ReadAsync(file, client => client.Runs.GetAsync(RunAnswers.Expected[file].Id, CancellationToken.None));
}

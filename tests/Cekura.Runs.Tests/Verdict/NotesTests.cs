using System.Text;
using System.Text.Json;
using Cekura.Client;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

public class NotesTests
{
    [Fact]
    public void Name_metrics_that_do_not_apply() =>
        Assert.Equal(
            ["not applicable: Voicemail handled"],
            Judge(Passed with { Metrics = [Binary("Voicemail handled", passes: true) with { Score = null, ScoreNormalized = null }] }).Notes
        );

    [Theory]
    [InlineData(0, "expected outcome 0, not part of the rubric")]
    [InlineData(50, "expected outcome 50, not part of the rubric")]
    public void Name_an_expected_outcome_that_did_not_count(double score, string note) =>
        Assert.Equal([note], Judge(Passed with { ExpectedOutcome = new() { Score = score } }).Notes);

    [Fact]
    public void Never_name_the_recording_s_address() =>
        Assert.Empty(Judge(Passed with { RecordingUrl = "https://storage.example.com/recordings/5544.wav?X-Signature=abc123" }).Notes);

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void Repeat_what_the_emulator_remarks_and_ask_no_other_agent(string emulated)
    {
        var json =
            $$"""{ "id": 1, "status": "completed", "success": true, "metadata": { "emulated": {{emulated}}, "emulator_notes": ["Two frames\nwere \u001b[31m lost", 7] } }""";
        var run = Run.Read(JsonDocument.Parse(json).RootElement);

        Assert.Equal(
            emulated == "true" ? ["Two frames were \u241b[31m lost", VerdictNotes.NothingAttached] : [VerdictNotes.NothingAttached],
            Judge(run).Notes
        );
        Assert.Equal(Judge(run).Notes, Judge(RunReader.ReadBriefly(Encoding.UTF8.GetBytes(json))!).Notes);
    }

    [Theory]
    [InlineData(
        RunStatus.Failed,
        EvaluationStatus.ReviewedSuccess,
        "reviewed as a success, which does not count: the run did not complete"
    )]
    [InlineData(
        RunStatus.Timeout,
        EvaluationStatus.ReviewedFailure,
        "reviewed as a failure, which does not count: the run did not complete"
    )]
    public void Name_a_review_of_a_run_that_did_not_complete(RunStatus status, EvaluationStatus review, string note)
    {
        var verdict = Judge(NotConnected(status) with { EvaluationStatus = review });
        Assert.Equal(Outcome.Failed, verdict.Outcome);
        Assert.Equal([note], verdict.Notes);
    }

    [Fact]
    public void A_vote_on_a_metric_is_no_review_of_the_run() => Assert.Equal("V19", Judge(Failed with { IsReviewed = true }).Rule);

    [Fact]
    public void A_failed_metric_without_a_rubric_rule_has_no_effect()
    {
        var run = Passed with
        {
            Metrics =
            [
                Binary("Offers a follow-up", passes: false),
                new()
                {
                    Name = "Empathy",
                    Type = "rating",
                    Score = 0,
                },
            ],
            Rubric = [Rubric("Confirms date and time", "5", "score gte 5", passed: true)],
        };
        Assert.Equal((Outcome.Passed, "V23"), (Judge(run).Outcome, Judge(run).Rule));
    }
}

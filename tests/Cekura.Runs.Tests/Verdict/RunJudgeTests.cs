using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

public class RunJudgeTests
{
    [Fact]
    public void V08_a_cancelled_test_run_has_no_outcome() =>
        AssertVerdict(
            Judge(Running, state: WatchEnd.Cancelled),
            Outcome.None,
            "V08",
            "Cancelled; asked Cekura to end the active conversations of result 987."
        );

    [Fact]
    public void V09_a_run_that_nobody_can_read_any_more_fails_and_says_where_it_is() =>
        AssertVerdict(
            Judge(Running, state: WatchEnd.ContactLost("HTTP 503")),
            Outcome.Failed,
            "V09",
            "Lost contact with Cekura while run 5544 was in_progress (HTTP 503). It was left running: "
                + "https://dashboard.cekura.ai/742/results/987?call_id=5544"
        );

    [Fact]
    public void V09_an_emulator_that_does_not_answer_is_called_one() =>
        Assert.StartsWith(
            "Lost contact with the emulator while run 5544 was in_progress (HTTP 503).",
            Judge(
                Running with
                {
                    Metadata = JsonDocument.Parse("""{ "emulated": true }""").RootElement,
                },
                state: WatchEnd.ContactLost("HTTP 503")
            ).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void V09_a_run_that_ended_but_whose_scores_nobody_could_read_fails() =>
        AssertVerdict(
            Judge(Passed, state: WatchEnd.ContactLost("HTTP 503")),
            Outcome.Failed,
            "V09",
            "Lost contact with Cekura after run 5544 had ended, before its scores were read (HTTP 503): "
                + "https://dashboard.cekura.ai/742/results/987?call_id=5544"
        );

    [Fact]
    public void A_run_that_never_took_place_needs_no_contact_to_be_judged() =>
        Assert.Equal("V12", Judge(NotConnected(RunStatus.Failed), state: WatchEnd.ContactLost("HTTP 503")).Rule);

    [Fact]
    public void V10_a_run_still_going_on_at_the_time_limit_fails() =>
        AssertVerdict(
            Judge(Running, state: WatchEnd.TimeLimit(TimeSpan.FromSeconds(600))),
            Outcome.Failed,
            "V10",
            "Run 5544 was still in_progress after 600 s. Asked Cekura to end it."
        );

    [Theory]
    [InlineData(RunStatus.Completed, true)]
    [InlineData(RunStatus.Completed, false)]
    [InlineData(RunStatus.Failed, null)]
    [InlineData(RunStatus.Timeout, null)]
    [InlineData(RunStatus.Cancelled, null)]
    public void V10a_the_limit_decides_whatever_became_of_the_run(RunStatus status, bool? success)
    {
        var after = Passed with { Status = status, Success = success };

        AssertVerdict(
            Judge(after, new() { Infrastructure = InfrastructureOutcome.Skip }, WatchEnd.TimeLimit(TimeSpan.FromSeconds(600))),
            Outcome.Failed,
            "V10",
            "Run 5544 was not over after 600 s. Asked Cekura to end it."
        );
        AssertVerdict(
            Judge(after, new() { Infrastructure = InfrastructureOutcome.Skip }, WatchEnd.TimeLimit(TimeSpan.FromSeconds(600), Running)),
            Outcome.Failed,
            "V10",
            "Run 5544 was still in_progress after 600 s. Asked Cekura to end it."
        );
    }

    [Fact]
    public void V11_a_run_missing_from_its_terminal_result_fails() =>
        AssertVerdict(Judge(Running, state: WatchEnd.Missing), Outcome.Failed, "V11", "Run 5544 disappeared from result 987.");

    [Theory]
    [InlineData("WebSocket handshake failed: server answered HTTP 503", "x", "WebSocket handshake failed: server answered HTTP 503")]
    [InlineData("It broke.", "x", "It broke")]
    [InlineData("", "Testing agent-did-not-connect", "Testing agent-did-not-connect")]
    [InlineData(null, null, "no reason given")]
    public void V12_a_failed_run_did_not_take_place(string? error, string? ended, string reason)
    {
        var verdict = Judge(NotConnected(RunStatus.Failed) with { ErrorMessage = error, EndedReason = ended });
        AssertVerdict(verdict, Outcome.Failed, "V12", $"Run 5544 did not take place: {reason}.");
        Assert.True(verdict.IsInfrastructure);
    }

    [Fact]
    public void V12_says_on_whose_side_it_failed() =>
        Assert.Contains(
            "\n  Testing agent-did-not-connect: Cekura's side\n",
            Judge(NotConnected(RunStatus.Failed) with { EndedReason = "Testing agent-did-not-connect" }).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void V12_says_of_no_run_that_it_had_a_normal_end() =>
        Assert.DoesNotContain(
            "normal end",
            Judge(NotConnected(RunStatus.Failed) with { EndedReason = "testing-agent-ended-call" }).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(RunStatus.Failed, "V12")]
    [InlineData(RunStatus.Timeout, "V13")]
    public void Runs_that_never_took_place_are_skipped_when_the_settings_say_so(RunStatus status, string rule)
    {
        var verdict = Judge(NotConnected(status), new() { Infrastructure = InfrastructureOutcome.Skip });
        Assert.Equal((Outcome.Skipped, rule, true), (verdict.Outcome, verdict.Rule, verdict.IsInfrastructure));
    }

    [Fact]
    public void V13_a_timed_out_run_says_which_number_the_agent_had_to_dial()
    {
        var run = NotConnected(RunStatus.Timeout) with
        {
            ErrorMessage = "No call was received within the outbound dial window.",
            OutboundNumber = "+14155550177",
            OutboundDialWindowClosesAt = new(2026, 8, 20, 12, 5, 5, TimeSpan.FromHours(2)),
        };
        AssertVerdict(
            Judge(run),
            Outcome.Failed,
            "V13",
            "Run 5544 timed out in Cekura: No call was received within the outbound dial window. "
                + "The agent had to dial +14155550177 before 2026-08-20 10:05:05 UTC."
        );
    }

    [Fact]
    public void V13_without_an_outbound_number_names_the_reason_alone() =>
        AssertVerdict(Judge(NotConnected(RunStatus.Timeout)), Outcome.Failed, "V13", "Run 5544 timed out in Cekura: no reason given.");

    [Theory]
    [InlineData("run-cancelled-by-user", "run-cancelled-by-user")]
    [InlineData("", "by a user")]
    public void V14_a_run_cancelled_in_the_service_fails_whatever_the_settings(string ended, string reason)
    {
        var verdict = Judge(
            NotConnected(RunStatus.Cancelled) with
            {
                EndedReason = ended,
            },
            new() { Infrastructure = InfrastructureOutcome.Skip }
        );
        AssertVerdict(verdict, Outcome.Failed, "V14", $"Run 5544 was cancelled in Cekura ({reason}).");
        Assert.False(verdict.IsInfrastructure);
    }

    [Theory]
    [InlineData("It booked the wrong doctor.", "It booked the wrong doctor")]
    [InlineData("", "no comment")]
    public void V15_a_review_as_failure_fails_a_run_that_the_service_passed(string feedback, string comment)
    {
        var verdict = Judge(Passed with { EvaluationStatus = EvaluationStatus.ReviewedFailure, Feedback = feedback });
        AssertVerdict(verdict, Outcome.Failed, "V15", $"Reviewed as a failure: {comment}.");
        Assert.DoesNotContain("Failed:", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void V15_gives_the_reasons_of_the_service_too() =>
        Assert.StartsWith(
            "Reviewed as a failure: no comment.\n  Failed: expected outcome 0; Confirms date and time.\n  ❌ The agent reads",
            Judge(Failed with { EvaluationStatus = EvaluationStatus.ReviewedFailure }).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void V16_a_review_as_success_overrides_a_failed_evaluation() =>
        AssertVerdict(
            Judge(Failed with { EvaluationStatus = EvaluationStatus.ReviewedSuccess, Feedback = "The read-back happened in the SMS." }),
            Outcome.Passed,
            "V16",
            "Reviewed as a success, overriding a failed evaluation: The read-back happened in the SMS."
        );

    [Fact]
    public void V16_a_review_that_agrees_with_the_service_needs_no_comment() =>
        AssertVerdict(
            Judge(Passed with { EvaluationStatus = EvaluationStatus.ReviewedSuccess }),
            Outcome.Passed,
            "V16",
            "Reviewed as a success."
        );

    [Fact]
    public void Reviews_do_not_count_when_the_settings_say_so()
    {
        var rules = new VerdictRules { HonorReviews = false };
        Assert.Equal("V19", Judge(Failed with { EvaluationStatus = EvaluationStatus.ReviewedSuccess }, rules).Rule);
        Assert.Equal("V23", Judge(Passed with { EvaluationStatus = EvaluationStatus.ReviewedFailure }, rules).Rule);
    }

    [Fact]
    public void V17_a_run_without_a_score_fails_after_the_settle_time() =>
        AssertVerdict(
            Judge(Passed with { Success = null }, new() { Settle = TimeSpan.FromSeconds(90.5) }),
            Outcome.Failed,
            "V17",
            "Run 5544 ended but was not scored within 90.5 s."
        );

    [Fact]
    public void V17_at_the_time_limit_names_the_time_limit() =>
        AssertVerdict(
            Judge(Passed with { Success = null }, state: WatchEnd.TimeLimit(TimeSpan.FromSeconds(30))),
            Outcome.Failed,
            "V17",
            "Run 5544 ended but was not scored within 30 s."
        );

    [Theory]
    [InlineData(NeedsReviewOutcome.Fail, Outcome.Failed)]
    [InlineData(NeedsReviewOutcome.Skip, Outcome.Skipped)]
    [InlineData(NeedsReviewOutcome.Pass, Outcome.Passed)]
    internal void V18_a_run_that_could_not_be_judged_gets_what_the_settings_say(NeedsReviewOutcome setting, Outcome outcome) =>
        AssertVerdict(
            Judge(NeedsReview, new() { NeedsReview = setting }),
            outcome,
            "V18",
            "Needs review: the expected outcome could not be judged (The agent reads back its date and time)."
        );

    [Fact]
    public void V18_holds_when_the_only_failed_rubric_rule_is_the_expected_outcome() =>
        Assert.Equal("V18", Judge(NeedsReview with { Rubric = [Rubric("expected outcome", "2.5", "score gte 5")] }).Rule);

    [Fact]
    public void V18_recognises_the_expected_outcome_rule_by_the_id_of_its_metric()
    {
        var renamed = NeedsReview.Metrics[0] with { Name = "Outcome of the call", Id = 48 };
        var rule = Rubric("Outcome of the call", "2.5", "score gte 5") with { MetricId = 48 };
        Assert.Equal("V18", Judge(NeedsReview with { Metrics = [renamed], Rubric = [rule] }).Rule);
    }

    [Fact]
    public void V18_without_alignments_takes_the_parts_from_the_explanation() =>
        Assert.Equal(
            "Needs review: the expected outcome could not be judged (The agent says goodbye).",
            Judge(
                NeedsReview with
                {
                    ExpectedOutcome = new() { Score = 50, Explanation = ["✅ A", "🟡 The agent says goodbye"] },
                }
            ).Headline
        );

    [Fact]
    public void V19_names_the_reasons_with_their_explanations() =>
        Assert.Equal(
            """
            Failed: expected outcome 0; Confirms date and time.
              ❌ The agent reads back its date and time
              Confirms date and time: The agent ended without reading back the new slot.
            Result 987, run 5545, personality Normal Male, 00:13, ended: main-agent-ended-call
            https://dashboard.cekura.ai/742/results/987?call_id=5545
            """,
            Judge(Failed).Message
        );

    [Fact]
    public void V20_a_critical_deviation_fails_a_run_that_the_service_passed() =>
        AssertVerdict(
            Judge(Passed with { CriticalCategories = [Critical, Critical with { CategoryId = 302, Category = "Promised a taken slot" }] }),
            Outcome.Failed,
            "V20",
            "Critical deviation: Identity not verified, Promised a taken slot."
        );

    [Fact]
    public void V20_is_off_when_the_settings_say_so()
    {
        var verdict = Judge(Passed with { CriticalCategories = [Critical] }, new() { FailOnCritical = false });
        Assert.Equal((Outcome.Passed, "V23"), (verdict.Outcome, verdict.Rule));
        Assert.Contains("critical deviation: Identity not verified", verdict.Notes);
    }

    [Theory]
    [InlineData("non-critical", false)]
    [InlineData("not_a_bug", false)]
    [InlineData("critical", true)]
    [InlineData(null, false)]
    public void Categories_that_are_not_critical_or_wrongly_marked_have_no_effect(string? priority, bool wronglyMarked) =>
        Assert.Equal(
            "V23",
            Judge(Passed with { CriticalCategories = [Critical with { Priority = priority, WronglyMarked = wronglyMarked }] }).Rule
        );

    [Theory]
    [InlineData(NeedsReviewOutcome.Fail, Outcome.Failed, "V21")]
    [InlineData(NeedsReviewOutcome.Skip, Outcome.Skipped, "V21")]
    [InlineData(NeedsReviewOutcome.Pass, Outcome.Passed, "V23")]
    internal void V21_a_required_outcome_that_could_not_be_judged_needs_review(NeedsReviewOutcome setting, Outcome outcome, string rule)
    {
        var verdict = Judge(Passed with { ExpectedOutcome = Blocked }, new() { RequireExpectedOutcome = true, NeedsReview = setting });
        Assert.Equal((outcome, rule), (verdict.Outcome, verdict.Rule));
    }

    [Fact]
    public void V22_a_required_outcome_that_was_not_met_fails()
    {
        var verdict = Judge(Passed with { ExpectedOutcome = Unmet }, new() { RequireExpectedOutcome = true });
        AssertVerdict(verdict, Outcome.Failed, "V22", "Expected outcome not met (score 0).");
        Assert.Contains("\n  ❌ The agent reads back its date and time\n", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void V22_does_not_fail_a_run_without_an_expected_outcome() =>
        Assert.Equal("V23", Judge(Passed with { ExpectedOutcome = null }, new() { RequireExpectedOutcome = true }).Rule);

    [Fact]
    public void V23_a_passed_run_needs_no_words()
    {
        var verdict = Judge(Passed);
        Assert.Equal((Outcome.Passed, "V23", ""), (verdict.Outcome, verdict.Rule, verdict.Message));
        Assert.Empty(verdict.Notes);
    }

    [Fact]
    public void V23_a_run_that_nothing_judged_passes_with_a_warning()
    {
        var verdict = Judge(Passed with { Metrics = [], ExpectedOutcome = null });
        Assert.Equal(Outcome.Passed, verdict.Outcome);
        Assert.Equal(["no metric was attached: the run only shows that the conversation completed"], verdict.Notes);
    }

    [Fact]
    public void V23_a_run_that_nothing_judged_fails_when_the_settings_say_so() =>
        AssertVerdict(
            Judge(Passed with { Metrics = [], ExpectedOutcome = null }, new() { NoMetrics = NoMetricsOutcome.Fail }),
            Outcome.Failed,
            "V23",
            "No metric was attached: the run only shows that the conversation completed."
        );

    [Fact]
    public void V24_an_unknown_status_at_the_time_limit_is_quoted()
    {
        var run = Running with { Status = RunStatus.Unknown, StatusText = "re-routing" };
        AssertVerdict(
            Judge(run, state: WatchEnd.TimeLimit(TimeSpan.FromSeconds(60))),
            Outcome.Failed,
            "V24",
            "Run 5544 was still re-routing after 60 s. Asked Cekura to end it."
        );
    }

    [Fact]
    public void A_run_that_goes_on_cannot_be_judged_as_settled() => Assert.Throws<ArgumentException>(() => Judge(Running));

    private static void AssertVerdict(RunVerdict verdict, Outcome outcome, string rule, string headline) =>
        Assert.Equal((outcome, rule, headline), (verdict.Outcome, verdict.Rule, verdict.Headline));
}

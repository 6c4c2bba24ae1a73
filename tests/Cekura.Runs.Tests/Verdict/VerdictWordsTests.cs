using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>What verdicts say beside their first words: states, places, notes, and everything where a message has no room for it.</summary>
public sealed class VerdictWordsTests
{
    [Theory]
    [InlineData(RunStatus.InQueue, null, "in_queue")]
    [InlineData(RunStatus.ScalingUp, "", "scaling_up")]
    [InlineData(RunStatus.InProgress, null, "in_progress")]
    [InlineData(RunStatus.Evaluating, null, "evaluating")]
    [InlineData(RunStatus.InProgress, "ringing", "ringing")]
    public void A_state_is_named_in_the_service_s_words(RunStatus status, string? text, string word) =>
        Assert.Equal(
            $"Run 5544 was still {word} after 60 s. Asked Cekura to end it.",
            Judge(Running with { Status = status, StatusText = text }, state: WatchEnd.TimeLimit(TimeSpan.FromSeconds(60))).Headline
        );

    [Fact]
    public void V13_without_a_window_names_the_number_alone() =>
        Assert.Equal(
            "Run 5544 timed out in Cekura: no reason given. The agent had to dial +14155550177.",
            Judge(NotConnected(RunStatus.Timeout) with { OutboundNumber = "+14155550177" }).Headline
        );

    [Fact]
    public void The_full_text_has_the_reasons_for_which_the_message_has_no_room()
    {
        var verdict = Judge(
            Failed with
            {
                ExpectedOutcome = null,
                Metrics = [.. Enumerable.Range(1, 12).Select(n => Binary($"M{n}", passes: false, $"why {n}"))],
            }
        );

        Assert.DoesNotContain("why 11", verdict.Message, StringComparison.Ordinal);
        Assert.Contains(
            "\n  M10: why 10\n  M11\n  M11: why 11\n  M12\n  M12: why 12\nResult 987",
            verdict.FullMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_review_and_the_emulator_s_own_verdict_keep_all_reasons_too()
    {
        var run = Failed with
        {
            ExpectedOutcome = null,
            Metrics = [.. Enumerable.Range(1, 12).Select(n => Binary($"M{n}", passes: false, $"why {n}"))],
            EvaluationStatus = EvaluationStatus.ReviewedFailure,
        };

        Assert.Contains("\n  M12: why 12\n", Judge(run).FullMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_of_a_rubric_without_value_or_condition_is_still_named() =>
        Assert.Equal(
            "Failed: rubric: Latency = no value, wanted another value.",
            Judge(
                Failed with
                {
                    ExpectedOutcome = null,
                    Metrics = [],
                    Rubric = [new() { MetricName = "Latency", Passed = false }],
                }
            ).Headline
        );

    [Fact]
    public void A_reason_that_quotes_the_conversation_names_the_turn() =>
        Assert.Contains(
            "\n  Greets, turn 2: The agent said \"Northside Clinic, happy to help. What is your date of birth?\"\n",
            Judge(
                Failed with
                {
                    ExpectedOutcome = null,
                    Metrics =
                    [
                        Binary(
                            "Greets",
                            passes: false,
                            " ",
                            "The agent said \"Northside Clinic, happy to help. What is your date of birth?\""
                        ),
                    ],
                }
            ).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_part_that_was_not_met_says_what_happened_instead()
    {
        var outcome = new ExpectedOutcome
        {
            Score = 0,
            Explanation = ["✅ Books\n  ❌ Reads the slot back"],
            Alignments =
            [
                new() { PromptPart = "Books", Aligned = Alignment.Yes },
                new()
                {
                    PromptPart = "Reads the slot back",
                    Aligned = Alignment.No,
                    Outcome = "It hung up.",
                },
            ],
        };

        Assert.StartsWith(
            "Failed: expected outcome 0.\n  ❌ Reads the slot back\n      It hung up.\nResult",
            Judge(Failed with { Metrics = [], ExpectedOutcome = outcome }).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_part_that_could_not_be_judged_has_its_words_or_what_happened()
    {
        var outcome = new ExpectedOutcome
        {
            Score = 50,
            Alignments =
            [
                new() { PromptPart = "Books.", Aligned = Alignment.Blocked },
                new() { Outcome = "It hung up.", Aligned = Alignment.Blocked },
                new() { Aligned = Alignment.Blocked },
                new() { PromptPart = "Greets", Aligned = Alignment.Yes },
            ],
        };

        Assert.Equal(
            "Needs review: the expected outcome could not be judged (Books; It hung up).",
            Judge(NeedsReview with { ExpectedOutcome = outcome }).Headline
        );
        Assert.Equal(
            "Needs review: the expected outcome could not be judged (Cekura names no part).",
            Judge(NeedsReview with { ExpectedOutcome = new() { Score = 50 } }).Headline
        );
    }

    [Theory]
    [InlineData(true, EvaluationStatus.Failure, "evaluation status failure contradicts success, which decides")]
    [InlineData(false, EvaluationStatus.Success, "evaluation status success contradicts the failed checks, which decide")]
    [InlineData(true, EvaluationStatus.Success, null)]
    [InlineData(false, EvaluationStatus.Failure, null)]
    public void A_contradiction_is_a_note(bool success, EvaluationStatus status, string? note) =>
        Assert.Equal(note is null ? [] : [note], Judge(Passed with { Success = success, EvaluationStatus = status }).Notes);

    [Theory]
    [InlineData(RunStatus.Completed, true, "after the time limit it was completed, scored as a success, which does not count")]
    [InlineData(RunStatus.Completed, false, "after the time limit it was completed, scored as a failure, which does not count")]
    [InlineData(RunStatus.Timeout, null, "after the time limit it was timeout, which does not count")]
    [InlineData(RunStatus.InProgress, null, null)]
    public void What_became_of_a_run_after_its_limit_is_a_note(RunStatus status, bool? success, string? note) =>
        Assert.Equal(
            note is null ? [] : [note],
            Judge(Running with { Status = status, Success = success }, state: WatchEnd.TimeLimit(TimeSpan.FromSeconds(60), Running)).Notes
        );

    [Fact]
    public void What_cannot_be_read_is_a_warning_for_ten_parts()
    {
        var run = Passed with
        {
            Unreadable = [.. Enumerable.Range(1, 12).Select(n => new UnreadablePart(DecidingPart.Rubric, $"rule {n}", "{}"))],
        };

        var notes = Judge(run).Notes;

        Assert.Equal(Enumerable.Range(1, 10).Select(n => $"warning: not judged: rule {n} cannot be read ({{}})"), notes);
        Assert.All(notes, note => Assert.True(VerdictNotes.IsWarning(note)));
        Assert.False(VerdictNotes.IsWarning("recording: warning: no"));
    }

    [Theory]
    [InlineData("binary_adherence", null, false)]
    [InlineData("rating", null, true)]
    [InlineData("rating", 100.0, false)]
    public void A_run_that_only_ratings_judged_is_known_to_be_unjudged(string type, double? outcome, bool isUnjudged)
    {
        var run = Passed with
        {
            ExpectedOutcome = outcome is null ? null : new() { Score = outcome },
            Metrics =
            [
                new()
                {
                    Name = "M",
                    Type = type,
                    Score = 5,
                },
            ],
        };

        Assert.Equal((Outcome.Passed, isUnjudged), Judge(run) is var verdict ? (verdict.Outcome, verdict.IsUnjudged) : default);
        Assert.False(new RunJudge(new()).Judge(run, [Expect("M", ">= 1")], WatchEnd.Settled).IsUnjudged);
        Assert.False(Judge(run with { Rubric = [Rubric("M", "5", "gte 1", passed: true)] }).IsUnjudged);
    }

    [Fact]
    public void An_agent_that_breaks_down_fails_the_run_whatever_else_was_judged()
    {
        var passed = Judge(Passed);
        Assert.Same(passed, passed.AfterAgentFailure(null));

        var broken = passed.AfterAgentFailure(new("It ended (exit 3)."));
        Assert.Equal(
            (
                Outcome.Failed,
                "V28",
                "The agent's side of the chat failed: It ended (exit 3).",
                "The agent's side of the chat failed: It ended (exit 3)."
            ),
            (broken.Outcome, broken.Rule, broken.Message, broken.FullMessage)
        );

        var lost = Judge(NotConnected(RunStatus.Failed)).AfterAgentFailure(new("It ended (exit 3)."));
        Assert.False(lost.IsInfrastructure);
        Assert.StartsWith(
            "The agent's side of the chat failed: It ended (exit 3).\n  Run 5544 did not take place",
            lost.Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The agent's side of the chat failed: It ended (exit 3).\nRun 5544 did not take place",
            lost.FullMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Time_is_left_from_the_last_start_on()
    {
        var time = new FakeTimeProvider();
        var left = new TimeLeft(TimeSpan.FromSeconds(60), time);
        time.Advance(TimeSpan.FromSeconds(50));
        using var before = left.Limit();
        left.Started();
        using var after = left.Limit();

        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((true, false), (before.IsCancellationRequested, after.IsCancellationRequested));
        time.Advance(TimeSpan.FromSeconds(50));
        Assert.True(after.IsCancellationRequested);
        time.Advance(TimeSpan.FromSeconds(1));
        using var late = left.Limit();
        time.Advance(TimeSpan.Zero);
        Assert.True(late.IsCancellationRequested);
    }

    [Fact]
    public void A_case_points_to_the_first_place_that_a_run_names()
    {
        var place = new SourceLocation("refunds.tests.json", 4, 2);
        var verdict = new CaseJudge(new()).Aggregate(
            [Judge(Failed), StartFailure.Configuration("No key.") with { Location = place }],
            null
        );

        Assert.Equal(place, verdict.Location);
        Assert.Null(CaseVerdict.WithoutRun(Outcome.Skipped, "Not yet.").Location);
    }

    [Theory]
    [InlineData(NeedsReviewOutcome.Skip, "skipped: Needs review")]
    [InlineData(NeedsReviewOutcome.Pass, null)]
    internal void Repetitions_are_said_with_their_outcome(NeedsReviewOutcome setting, string? word)
    {
        var verdict = new CaseJudge(new()).Aggregate(
            [
                Judge(NeedsReview with { Id = 1 }, new() { NeedsReview = setting }),
                Judge(Running with { Id = 2 }, state: WatchEnd.Cancelled),
                Judge(Failed with { Id = 3 }),
            ],
            passAtLeast: 3
        );

        Assert.Equal(word is not null, verdict.Message!.Contains($"\n#1 {word}", StringComparison.Ordinal));
        Assert.Contains("\n#2 cancelled: Cancelled; asked Cekura", verdict.Message, StringComparison.Ordinal);
        Assert.Contains("\n#3 failed: expected outcome 0;", verdict.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repetition_that_passed_by_review_is_a_note_of_a_test_that_passed()
    {
        var verdict = new CaseJudge(new()).Aggregate(
            [Judge(Passed with { Id = 1 }), Judge(Failed with { Id = 2, EvaluationStatus = EvaluationStatus.ReviewedSuccess })],
            null
        );

        Assert.Equal(
            ["2 of 2 passed (95 % interval: 34 to 100 %)", "#2 passed: Reviewed as a success, overriding a failed evaluation."],
            verdict.Notes.Take(2)
        );
    }
}

using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

public class CaseJudgeTests
{
    [Theory]
    [InlineData("PPPPP", null, 1.0, Outcome.Passed)]
    [InlineData("PPPPF", null, 1.0, Outcome.Failed)]
    [InlineData("PPPPF", 4, 1.0, Outcome.Passed)]
    [InlineData("PPPFF", 4, 0.1, Outcome.Failed)]
    [InlineData("PPPFF", null, 0.6, Outcome.Passed)]
    [InlineData("PPFFF", null, 0.41, Outcome.Failed)]
    [InlineData("F", null, 0.0, Outcome.Failed)]
    [InlineData("PS", null, 1.0, Outcome.Skipped)]
    [InlineData("PSF", null, 1.0, Outcome.Failed)]
    [InlineData("PI", null, 1.0, Outcome.Passed)]
    [InlineData("IFP", null, 0.5, Outcome.Passed)]
    [InlineData("II", null, 1.0, Outcome.Skipped)]
    [InlineData("PN", null, 1.0, Outcome.None)]
    [InlineData("FN", null, 1.0, Outcome.Failed)]
    [InlineData("FPN", 1, 1.0, Outcome.Passed)]
    [InlineData("PP", 3, 1.0, Outcome.Failed)]
    internal void Passes_when_enough_repetitions_pass(string runs, int? passAtLeast, double threshold, Outcome outcome) =>
        Assert.Equal(outcome, Aggregate(runs, passAtLeast, threshold).Outcome);

    [Fact]
    public void A_share_is_rounded_up_without_errors_of_binary_fractions() =>
        Assert.Equal(Outcome.Passed, Aggregate(new string('P', 55) + new string('F', 45), null, 0.55).Outcome);

    [Fact]
    public void Infrastructure_that_the_settings_skip_leaves_the_total()
    {
        var verdict = Aggregate("PIPF", passAtLeast: 2);
        Assert.Equal((2, 3), (verdict.Passed, verdict.Total));
        Assert.StartsWith("2 of 3 passed (95 % interval: ", verdict.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_that_never_took_place_are_in_no_rate_and_in_no_interval()
    {
        var runs = Enumerable
            .Range(1, 15)
            .Select(id => Judge(id <= 6 ? Passed with { Id = id } : NotConnected(RunStatus.Failed) with { Id = id }))
            .ToList();

        var verdict = new CaseJudge(new()).Aggregate(runs, passAtLeast: null);

        Assert.Equal((Outcome.Failed, 6, 6), (verdict.Outcome, verdict.Passed, verdict.Total));
        Assert.Equal("6 of 6 passed (95 % interval: 61 to 100 %), 9 more never took place", verdict.Notes[0]);
        Assert.StartsWith(
            "6 of 6 passed (95 % interval: 61 to 100 %), 9 more never took place, at least 15 must.",
            verdict.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Where_no_call_took_place_there_is_no_rate() =>
        Assert.StartsWith(
            "None of 2 calls took place, at least 2 must.",
            new CaseJudge(new())
                .Aggregate(
                    [Judge(NotConnected(RunStatus.Failed)), Judge(NotConnected(RunStatus.Timeout) with { Id = 2 })],
                    passAtLeast: null
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Repetitions_are_numbered_by_ascending_run_id()
    {
        var verdicts = new[]
        {
            Judge(Failed with { Id = 30 }),
            StartFailure.NoRun(2, "S", 987),
            Judge(Passed with { Id = 10 }),
            Judge(Failed with { Id = 20 }),
        };
        var verdict = new CaseJudge(new()).Aggregate(verdicts, null);
        Assert.Equal([10, 20, 30, null], verdict.Runs.Select(run => run.Run?.Id));
        Assert.StartsWith(
            "1 of 3 passed (95 % interval: 6 to 79 %), 1 more never took place, at least 4 must.\n#2 failed: expected outcome 0",
            verdict.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "\n#4 failed: Cekura created no run for scenario 2 \"S\" in result 987.",
            verdict.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_passed_case_has_no_message_and_notes_what_failed()
    {
        var verdict = Aggregate("PPPPF", passAtLeast: 4);
        Assert.Null(verdict.Message);
        Assert.Equal(
            ["4 of 5 passed (95 % interval: 38 to 96 %)", "#5 failed: expected outcome 0; Confirms date and time."],
            verdict.Notes
        );
    }

    [Fact]
    public void A_single_run_speaks_for_itself()
    {
        var run = Judge(Failed);
        var verdict = new CaseJudge(new()).Aggregate([run], null);
        Assert.Equal(run.Message, verdict.Message);
        Assert.Empty(verdict.Notes);
    }

    [Fact]
    public void A_review_that_passes_a_single_run_is_a_note()
    {
        var verdict = new CaseJudge(new()).Aggregate(
            [Judge(Failed with { EvaluationStatus = EvaluationStatus.ReviewedSuccess, Feedback = "Fine" })],
            null
        );
        Assert.Null(verdict.Message);
        Assert.Contains("Reviewed as a success, overriding a failed evaluation: Fine.", verdict.Notes);
    }

    [Fact]
    public void A_skipped_case_says_why() =>
        Assert.StartsWith("Run 5544 did not take place", Aggregate("I").Message, StringComparison.Ordinal);

    [Fact]
    public void A_retried_infrastructure_failure_is_shown()
    {
        var retried = Judge(Passed).AfterRetryOf(Judge(NotConnected(RunStatus.Failed)));
        Assert.Contains(
            "started again after an infrastructure failure: Run 5544 did not take place: no reason given.",
            new CaseJudge(new()).Aggregate([retried], null).Notes
        );
    }

    [Fact]
    public void The_message_of_many_long_failures_stays_within_4000_characters()
    {
        var wordy = Judge(Failed with { Metrics = [Binary("Reads back", passes: false, new string('x', 3000))] });
        var verdict = new CaseJudge(new()).Aggregate([.. Enumerable.Repeat(wordy, 5)], null);
        Assert.InRange(verdict.Message!.Length, 2500, 4000);
    }

    [Fact]
    public void Durations_are_those_of_the_conversations()
    {
        var first = Passed with { Id = 1, Duration = TimeSpan.FromSeconds(20), ExecutedAt = new(2026, 8, 20, 10, 5, 0, TimeSpan.Zero) };
        var second = Passed with { Id = 2, Duration = null };
        var third = Passed with { Id = 3, Duration = null, TranscriptTurns = [], ExecutedAt = null };
        var verdict = new CaseJudge(new()).Aggregate([Judge(first), Judge(second), Judge(third)], null);
        Assert.Equal(TimeSpan.FromSeconds(33.2), verdict.Duration);
        Assert.Equal(third.Timestamp, verdict.Start);
    }

    [Fact]
    public void A_case_without_any_verdict_is_a_mistake_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => new CaseJudge(new()).Aggregate([], null));

    [Theory]
    [InlineData("PPPP", 1, 4, 1.0, true)]
    [InlineData("PPP", 2, 4, 1.0, false)]
    [InlineData("F", 4, null, 1.0, true)]
    [InlineData("F", 4, 4, 1.0, false)]
    [InlineData("FF", 3, 4, 1.0, true)]
    [InlineData("S", 4, null, 1.0, false)]
    [InlineData("PFI", 2, null, 0.5, false)]
    [InlineData("PPI", 2, null, 0.5, true)]
    [InlineData("PPP", 2, null, 0.6, true)]
    [InlineData("", 1, null, 1.0, false)]
    public void A_case_is_decided_when_the_rest_cannot_matter(string runs, int open, int? passAtLeast, double threshold, bool decided) =>
        Assert.Equal(decided, new CaseJudge(new() { PassThreshold = threshold }).IsDecided(Verdicts(runs), open, passAtLeast));

    [Fact]
    public void What_is_decided_stays_whatever_the_rest_brings()
    {
        var decided = 0;
        foreach (var (passAtLeast, threshold) in new (int?, double)[] { (null, 1.0), (null, 0.5), (null, 0.34), (1, 1.0), (3, 1.0) })
        {
            var judge = new CaseJudge(new() { PassThreshold = threshold });
            foreach (var runs in Sequences(5).Concat(Sequences(4)))
            {
                for (var seen = 1; seen < runs.Length; seen++)
                {
                    if (judge.IsDecided(Verdicts(runs[..seen]), runs.Length - seen, passAtLeast))
                    {
                        decided++;
                        var outcome = judge.Aggregate(Verdicts(runs), passAtLeast).Outcome;
                        Assert.Equal(outcome, judge.Aggregate(Verdicts(runs[..seen]), passAtLeast, endedEarly: runs.Length - seen).Outcome);
                    }
                }
            }
        }

        Assert.InRange(decided, 1000, int.MaxValue);

        static IEnumerable<string> Sequences(int length) =>
            length == 0 ? [""] : Sequences(length - 1).SelectMany(runs => "PFSI".Select(letter => runs + letter));
    }

    [Fact]
    public void Repetitions_that_were_ended_early_are_said_and_count_as_nothing()
    {
        var failed = new CaseJudge(new()).Aggregate(Verdicts("F"), null, endedEarly: 4);
        Assert.Equal((Outcome.Failed, 0, 1), (failed.Outcome, failed.Passed, failed.Total));
        Assert.StartsWith(
            "0 of 1 passed, at least 5 must.\n4 more repetitions were ended early: the outcome was decided.\n#1 failed: ",
            failed.Message,
            StringComparison.Ordinal
        );

        var passed = new CaseJudge(new()).Aggregate(Verdicts("PPPP"), passAtLeast: 4, endedEarly: 1);
        Assert.Equal(
            ["4 of 4 passed (95 % interval: 51 to 100 %)", "1 more repetition was ended early: the outcome was decided."],
            passed.Notes
        );
    }

    private static CaseVerdict Aggregate(string runs, int? passAtLeast = null, double threshold = 1.0) =>
        new CaseJudge(new() { PassThreshold = threshold }).Aggregate(Verdicts(runs), passAtLeast);

    private static IReadOnlyList<RunVerdict> Verdicts(string runs)
    {
        var verdicts = runs.Select(
            (letter, index) =>
                letter switch
                {
                    'P' => Judge(Passed with { Id = 5544 + index }),
                    'F' => Judge(Failed with { Id = 5544 + index }),
                    'S' => Judge(NeedsReview with { Id = 5544 + index }, new() { NeedsReview = NeedsReviewOutcome.Skip }),
                    'I' => Judge(
                        NotConnected(RunStatus.Failed) with
                        {
                            Id = 5544 + index,
                        },
                        new() { Infrastructure = InfrastructureOutcome.Skip }
                    ),
                    _ => Judge(Running with { Id = 5544 + index }, state: WatchEnd.Cancelled),
                }
        );
        return [.. verdicts];
    }

    [Fact]
    public void A_long_failure_leaves_room_for_the_others()
    {
        var runs = Enumerable
            .Range(1, 5)
            .Select(number =>
                Judge(
                    Failed with
                    {
                        Id = number,
                        Metrics =
                        [
                            .. Enumerable.Range(1, 30).Select(check => Binary($"Check {check}", passes: false, new string('x', 250))),
                        ],
                    }
                )
            )
            .ToList();

        var message = new CaseJudge(new()).Aggregate(runs, null).Message!;

        Assert.InRange(message.Length, 2500, 4000);
        Assert.All(runs, run =>
        {
            Assert.Contains($"#{run.Run!.Id} failed: expected outcome 0; Check 1;", message, StringComparison.Ordinal);
            Assert.Contains($"\nResult 987, run {run.Run.Id}, ", message, StringComparison.Ordinal);
        });
    }
}

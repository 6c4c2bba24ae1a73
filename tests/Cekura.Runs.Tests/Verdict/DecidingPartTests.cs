using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>What decides a verdict where parts of a run are missing, cannot be read, or are judged in another way.</summary>
public sealed class DecidingPartTests
{
    [Theory]
    [InlineData(DecidingPart.EvaluationStatus, true, "V25")]
    [InlineData(DecidingPart.EvaluationStatus, false, "V17")]
    [InlineData(DecidingPart.Success, false, "V25")]
    [InlineData(DecidingPart.Rubric, true, "V17")]
    internal void A_run_without_a_score_is_not_judged_where_what_would_decide_cannot_be_read(
        DecidingPart part,
        bool honours,
        string rule
    ) =>
        Assert.Equal(
            rule,
            Judge(
                Passed with
                {
                    Success = null,
                    EvaluationStatus = null,
                    Unreadable = [new(part, "it", "{}")],
                },
                new() { HonorReviews = honours }
            ).Rule
        );

    [Theory]
    [InlineData(true, NoMetricsOutcome.Warn, "V23")]
    [InlineData(true, NoMetricsOutcome.Fail, "V25")]
    [InlineData(false, NoMetricsOutcome.Warn, "V23")]
    [InlineData(false, NoMetricsOutcome.Fail, "V23")]
    internal void What_cannot_be_read_decides_where_there_is_nothing_else(bool isAllThereIs, NoMetricsOutcome setting, string rule)
    {
        var verdict = Judge(
            Passed with
            {
                ExpectedOutcome = isAllThereIs ? null : Met,
                Metrics = [],
                Unreadable = [new(DecidingPart.Rubric, "the rubric", "{}")],
            },
            new() { NoMetrics = setting }
        );

        Assert.Equal((rule == "V23" ? Outcome.Passed : Outcome.Failed, rule), (verdict.Outcome, verdict.Rule));
    }

    [Theory]
    [InlineData(true, Outcome.Passed)]
    [InlineData(null, Outcome.Failed)]
    internal void A_rule_of_a_rubric_counts_where_it_was_judged(bool? passed, Outcome outcome) =>
        Assert.Equal(
            outcome,
            Judge(
                Passed with
                {
                    ExpectedOutcome = null,
                    Metrics = [],
                    Rubric = [Rubric("Latency", "1", "score lte 2", passed)],
                },
                new() { NoMetrics = NoMetricsOutcome.Fail }
            ).Outcome
        );

    [Fact]
    public void V22_says_by_how_much_the_outcome_was_missed() =>
        Assert.Equal(
            "Expected outcome not met (score 75).",
            Judge(Passed with { ExpectedOutcome = new() { Score = 75 } }, new() { RequireExpectedOutcome = true }).Headline
        );

    [Fact]
    public void V18_finds_the_rule_of_the_expected_outcome_among_other_metrics()
    {
        var outcome = NeedsReview.Metrics[0] with { Name = "Outcome of the call", Id = 48 };
        var run = NeedsReview with
        {
            Metrics = [Binary("Greets", passes: true) with { Id = 47 }, outcome],
            Rubric = [Rubric("Outcome of the call", "2.5", "score gte 5") with { MetricId = 48 }],
        };

        Assert.Equal("V18", Judge(run).Rule);
        Assert.Equal("V19", Judge(run with { Rubric = [Rubric("Greets", "2.5", "score gte 5") with { MetricId = 47 }] }).Rule);
    }

    [Theory]
    [InlineData(Outcome.Failed, "V27", true)]
    [InlineData(Outcome.Failed, "V28", true)]
    [InlineData(Outcome.Skipped, "V30", true)]
    [InlineData(Outcome.Failed, "V29", false)]
    [InlineData(Outcome.Failed, "V19", false)]
    [InlineData(Outcome.Passed, "V27", false)]
    internal void A_conversation_that_broke_off_says_nothing_of_what_is_not_in_it(Outcome outcome, string rule, bool leavesOpen) =>
        Assert.Equal(leavesOpen, EmulatorVerdict.LeavesOpen(Judge(Failed) with { Outcome = outcome, Rule = rule }));

    [Fact]
    public void A_run_without_anything_is_unjudged_and_one_that_passes_or_fails_a_check_is_not()
    {
        var empty = Passed with { ExpectedOutcome = null, Metrics = [] };
        RunMetric rating = new()
        {
            Name = "Empathy",
            Type = "rating",
            Score = 3,
        };

        Assert.True(Judge(empty).IsUnjudged);
        Assert.False(Judge(empty with { Metrics = [rating, Binary("Greets", passes: true)] }).IsUnjudged);
    }

    [Fact]
    public void An_expectation_names_six_metrics_of_the_run_and_none_without_a_name()
    {
        var many = Passed with { Metrics = [.. Enumerable.Range(1, 7).Select(n => Binary($"Metric number {n}{n}", passes: true))] };
        var unnamed = Passed with { Metrics = [Binary("", passes: true)] };

        Assert.EndsWith("\"Metric number 66\", …", Unmet(many, "Voicemail"), StringComparison.Ordinal);
        Assert.EndsWith(
            "The run has no metric at all: attach metrics to the scenario in Cekura.",
            Unmet(unnamed, "Voicemail"),
            StringComparison.Ordinal
        );

        static string Unmet(Run run, string metric) => new RunJudge(new()).Judge(run, [Expect(metric, "pass")], WatchEnd.Settled).Headline;
    }

    [Theory]
    [InlineData(true, "pass", "V23")]
    [InlineData(false, "fail", "V23")]
    [InlineData(false, "pass", "V22b")]
    [InlineData(null, "pass", "V22b")]
    public void A_metric_of_another_kind_passes_where_the_service_says_so(bool? passed, string expression, string rule)
    {
        RunMetric metric = new()
        {
            Name = "Latency",
            Type = "numeric",
            Score = 3,
            Passed = passed,
        };

        Assert.Equal(
            rule,
            new RunJudge(new()).Judge(Passed with { Metrics = [metric] }, [Expect("Latency", expression)], WatchEnd.Settled).Rule
        );
    }

    [Fact]
    public void Ten_reasons_are_all_there_are()
    {
        var run = Failed with
        {
            ExpectedOutcome = null,
            Metrics = [.. Enumerable.Range(1, 10).Select(n => Binary($"M{n}", passes: false))],
        };

        Assert.Equal("Failed: M1; M2; M3; M4; M5; M6; M7; M8; M9; M10.", Judge(run).Headline);
    }

    [Fact]
    public void Many_repetitions_share_a_message_evenly()
    {
        var verdict = new CaseJudge(new()).Aggregate(
            [.. Enumerable.Repeat(StartFailure.Configuration(new string('x', 280)), 20)],
            passAtLeast: null,
            endedEarly: 1
        );

        var lines = verdict.Message!.Split('\n');
        Assert.Equal(22, lines.Length);
        Assert.InRange(verdict.Message.Length, FailureText.Limit - 40, FailureText.Limit);
        Assert.Single(lines.Skip(2).Select(line => line.Length).Distinct());
    }

    [Fact]
    public void Where_the_emulator_answers_messages_name_it() =>
        Assert.Equal(
            "Cancelled; asked the emulator to end the active conversations of result 987.",
            new RunJudge(new(), DashboardLink.Emulated).Judge(Running, [], WatchEnd.Cancelled).Headline
        );

    [Fact]
    public void A_critical_deviation_that_fails_a_run_is_no_note_beside() =>
        Assert.Empty(Judge(Passed with { CriticalCategories = [Critical] }).Notes);

    [Fact]
    public void Every_setting_that_decides_reaches_the_rules()
    {
        Assert.Equal(new VerdictRules(), VerdictRules.From(new CekuraSettings()));
        Assert.Equal(
            new VerdictRules
            {
                HonorReviews = false,
                NeedsReview = NeedsReviewOutcome.Pass,
                NotJudged = NotJudgedOutcome.Skip,
                FailOnCritical = false,
                RequireExpectedOutcome = true,
                Infrastructure = InfrastructureOutcome.Skip,
                NoMetrics = NoMetricsOutcome.Fail,
                PassThreshold = 0.5,
                Settle = TimeSpan.FromSeconds(7),
            },
            VerdictRules.From(
                new CekuraSettings
                {
                    HonorReviews = false,
                    NeedsReview = NeedsReviewOutcome.Pass,
                    NotJudged = NotJudgedOutcome.Skip,
                    FailOnCritical = false,
                    RequireExpectedOutcome = true,
                    Infrastructure = InfrastructureOutcome.Skip,
                    NoMetrics = NoMetricsOutcome.Fail,
                    PassThreshold = 0.5,
                    SettleSeconds = 7,
                }
            )
        );
    }
}

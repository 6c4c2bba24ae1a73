using Cekura.Client;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

public class ExpectationTests
{
    private static readonly Run Measured = Passed with
    {
        Metrics =
        [
            new()
            {
                Id = 77,
                Name = "Latency",
                Type = "numeric",
                Score = 1240.5,
                VoceraDefinedMetricCode = "avg_latency",
            },
            new()
            {
                Name = "Score",
                Type = "numeric",
                Score = 0.79999996,
            },
            new()
            {
                Name = "Sentiment",
                Type = "enum",
                Label = "Happy",
            },
            Binary("Confirms date and time", passes: true),
            Binary("Offers a follow-up", passes: false),
            Binary("Voicemail handled", passes: true) with
            {
                Score = null,
                ScoreNormalized = null,
            },
        ],
    };

    [Theory]
    [InlineData("Latency", "<= 1240.5")]
    [InlineData("latency", "< 1240.6")]
    [InlineData("Latency", ">= 1240.5")]
    [InlineData("Latency", "> 1e3")]
    [InlineData("Latency", "== 1240.5")]
    [InlineData("Sentiment", "in happy, neutral")]
    [InlineData("Confirms date and time", "pass")]
    [InlineData("Offers a follow-up", "fail")]
    [InlineData("77", "<= 1240.5")]
    [InlineData("avg-latency", "<= 1240.5")]
    [InlineData("confirms_date_and_time", "pass")]
    [InlineData("offers-a-follow-up", "fail")]
    public void Those_that_hold_change_nothing(string metric, string expression) =>
        Assert.Equal((Outcome.Passed, "V23"), Decide(metric, expression) is var verdict ? (verdict.Outcome, verdict.Rule) : default);

    [Theory]
    [InlineData("Latency", "<= 1240.4", "1240.5")]
    [InlineData("Score", ">= 0.8", "0.79999996")]
    [InlineData("Latency", "< 1240.5", "1240.5")]
    [InlineData("Latency", ">= 2000", "1240.5")]
    [InlineData("Latency", "> 1240.5", "1240.5")]
    [InlineData("Latency", "== 1240", "1240.5")]
    [InlineData("Latency", "pass", "1240.5")]
    [InlineData("Sentiment", "in angry, neutral", "Happy")]
    [InlineData("Sentiment", "<= 3", "Happy")]
    [InlineData("Confirms date and time", "fail", "pass")]
    [InlineData("Offers a follow-up", "pass", "fail")]
    [InlineData("Voicemail handled", "pass", "not applicable")]
    [InlineData("77", "> 2000", "1240.5")]
    public void V22b_an_expectation_that_does_not_hold_fails_the_run(string metric, string expression, string value)
    {
        var verdict = Decide(metric, expression);
        Assert.Equal(
            (Outcome.Failed, "V22b", $"Expected {metric} {expression}, was {value}."),
            (verdict.Outcome, verdict.Rule, verdict.Headline)
        );
    }

    [Theory]
    [InlineData("Latncy", "Did you mean \"Latency\"?")]
    [InlineData("confirm date and time", "Did you mean \"Confirms date and time\"?")]
    [InlineData(
        "78",
        "The run has \"Latency\", \"Score\", \"Sentiment\", \"Confirms date and time\", \"Offers a follow-up\", \"Voicemail handled\"."
    )]
    [InlineData(
        "Empathy and warmth",
        "The run has \"Latency\", \"Score\", \"Sentiment\", \"Confirms date and time\", \"Offers a follow-up\", \"Voicemail handled\"."
    )]
    [InlineData(
        "-",
        "The run has \"Latency\", \"Score\", \"Sentiment\", \"Confirms date and time\", \"Offers a follow-up\", \"Voicemail handled\"."
    )]
    public void V22b_a_metric_that_the_run_does_not_have_fails_it_with_the_nearest_name(string metric, string advice)
    {
        var verdict = Decide(metric, "pass");
        Assert.Equal(
            (Outcome.Failed, "V22b", $"Expected {metric} pass, was not measured. {advice}"),
            (verdict.Outcome, verdict.Rule, verdict.Headline)
        );
    }

    [Fact]
    public void V22b_a_run_without_any_metric_says_so() =>
        Assert.Equal(
            "Expected Latency <= 1, was not measured. The run has no metric at all: attach metrics to the scenario in Cekura.",
            new RunJudge(new()).Judge(Passed with { Metrics = [] }, [Expect("Latency", "<= 1")], WatchEnd.Settled).Headline
        );

    [Fact]
    public void V22b_a_name_weighs_more_than_an_id()
    {
        var run = Passed with
        {
            Metrics =
            [
                new()
                {
                    Id = 5,
                    Name = "77",
                    Type = "numeric",
                    Score = 1,
                },
                new()
                {
                    Id = 77,
                    Name = "Other",
                    Type = "numeric",
                    Score = 9,
                },
            ],
        };
        Assert.Equal("V23", new RunJudge(new()).Judge(run, [Expect("77", "== 1")], WatchEnd.Settled).Rule);
    }

    [Fact]
    public void V22b_lists_every_one_that_does_not_hold()
    {
        var verdict = new RunJudge(new()).Judge(
            Measured,
            [Expect("Latency", "< 1"), Expect("Sentiment", "in sad"), Expect("Latency", "> 1")],
            WatchEnd.Settled
        );
        Assert.StartsWith(
            "Expected Latency < 1, was 1240.5.\n  Expected Sentiment in sad, was Happy.\nResult",
            verdict.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void They_do_not_matter_where_the_service_already_failed_the_run() =>
        Assert.Equal("V19", new RunJudge(new()).Judge(Failed, [Expect("Empathy", "pass")], WatchEnd.Settled).Rule);

    private static RunVerdict Decide(string metric, string expression) =>
        new RunJudge(new()).Judge(Measured, [Expect(metric, expression)], WatchEnd.Settled);
}

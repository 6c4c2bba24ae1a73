using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.Verdict;

/// <summary>What a manifest expects of what the agent recorded of itself.</summary>
public sealed class TraceExpectationTests
{
    private static readonly Run Run = (Passed with { Timestamp = DateTimeOffset.UnixEpoch.AddYears(50) }).Traced(
        ("chat", 0, 900),
        ("execute_tool", 200, 100),
        ("execute_tool", 300, 500),
        ("chat", 1000, 300)
    );

    [Theory]
    [InlineData("Tokens", "<= 240", null)]
    [InlineData("tokens", "< 240", "240")]
    [InlineData("Input tokens", "== 200", null)]
    [InlineData("Output tokens", "<= 39", "40")]
    [InlineData("Tool latency p50 (in ms)", "== 100", null)]
    [InlineData("Tool latency p95 (in ms)", "<= 499", "500")]
    [InlineData("Model latency p95 (in ms)", "<= 899", "900")]
    [InlineData("Model latency p50 (in ms)", "<= 300", null)]
    public void A_trace_is_measured(string metric, string expression, string? was)
    {
        var verdict = Judge(Run, metric, expression);

        Assert.Equal(
            was is null ? (Outcome.Passed, "") : (Outcome.Failed, $"Expected {metric} {expression}, was {was}."),
            (verdict.Outcome, was is null ? "" : verdict.Headline)
        );
    }

    // 200 tokens are read and 40 written.
    [Theory]
    [InlineData("2/10", "0.0008")]
    [InlineData("2/10,gpt-4=1000/1000", "0.0008")]
    [InlineData("2/10,gpt-5=1000/1000,GPT-5-mini=1/0", "0.0002")]
    [InlineData("gpt-5=0/2.5", "0.0001")]
    public void Tokens_cost_what_the_settings_say(string prices, string cost)
    {
        Assert.Equal(Outcome.Passed, Judge(Run, "Token cost", $"<= {cost}", prices).Outcome);
        Assert.Equal($"Expected token cost < {cost}, was {cost}.", Judge(Run, "token cost", $"< {cost}", prices).Headline);
    }

    [Theory]
    [InlineData("", "No price is stated: write the setting TokenPrices.")]
    [InlineData("gpt-4=2/10", "The setting TokenPrices has no price for the model gpt-5-mini-2026.")]
    public void Without_a_price_nothing_is_cheap(string prices, string told)
    {
        var verdict = Judge(Run, "Token cost", "<= 1000", prices);

        Assert.Equal((Outcome.Failed, $"Expected Token cost <= 1000, was not measured. {told}"), (verdict.Outcome, verdict.Headline));
    }

    [Theory]
    [InlineData("id", "The run has no trace of its agent")]
    [InlineData("trace", "The trace of its agent could not be read.")]
    [InlineData("spans", "The trace of its agent says nothing of it.")]
    [InlineData("form", "The trace of its agent says nothing of it.")]
    public void What_the_trace_does_not_say_is_no_pass(string missing, string told)
    {
        var run = missing switch
        {
            "id" => Run with { TraceId = null, Trace = null },
            "trace" => Run with { Trace = null },
            "spans" => Passed with
            {
                TraceId = "a",
                Trace = new("a", System.Text.Json.JsonSerializer.SerializeToElement(Array.Empty<int>())),
            },
            _ => Run with { Trace = new("a", System.Text.Json.JsonSerializer.SerializeToElement("jaeger")) },
        };

        var verdict = Judge(run, "Tokens", "<= 1000");

        Assert.Equal(Outcome.Failed, verdict.Outcome);
        Assert.StartsWith($"Expected Tokens <= 1000, was not measured. {told}", verdict.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void A_metric_of_the_service_with_the_same_name_weighs_more()
    {
        var run = Run with
        {
            Metrics =
            [
                new()
                {
                    Name = "Tokens",
                    Type = "numeric",
                    Score = 7,
                },
            ],
        };

        Assert.Equal(Outcome.Passed, Judge(run, "Tokens", "== 7").Outcome);
    }

    [Fact]
    public void A_trace_alone_judges_nothing()
    {
        var unjudged = Passed with { Metrics = [], ExpectedOutcome = null, Rubric = [], Success = null };

        Assert.Equal(
            new RunJudge(new()).Judge(unjudged, [], WatchEnd.Settled).Outcome,
            new RunJudge(new()).Judge(unjudged with { TraceId = Run.TraceId, Trace = Run.Trace }, [], WatchEnd.Settled).Outcome
        );
    }

    private static RunVerdict Judge(Run run, string metric, string expression, string prices = "") =>
        new RunJudge(
            VerdictRules.From(new() { TokenPrices = TokenPrices.Parse(prices.Split(',', StringSplitOptions.RemoveEmptyEntries))! })
        ).Judge(run, [Expect(metric, expression)], WatchEnd.Settled);
}

using Cekura.Client;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>Holds what the manifest expects of metrics against a run (rule V22b).</summary>
internal static class ExpectationCheck
{
    private const int Listed = 6;

    /// <summary>One sentence for each expectation that does not hold. A metric that the run does not have does not hold.</summary>
    public static IReadOnlyList<string> Unmet(IEnumerable<MetricExpectation> expectations, Run run, TokenPrices prices) =>
        [.. expectations.Select(expectation => Unmet(expectation, run, prices)).OfType<string>()];

    private static string? Unmet(MetricExpectation expectation, Run run, TokenPrices prices)
    {
        var metrics = MetricRules.Find(run.Metrics, expectation.Metric);
        if (metrics.Count == 0 && AgentTraceMetrics.IsName(expectation.Metric))
        {
            metrics = MetricRules.Find(AgentTraceMetrics.Of(run, prices), expectation.Metric);
            if (metrics.Count == 0)
            {
                return $"{Sentence(expectation, "not measured")} {NotTraced(run, expectation.Metric, prices)}";
            }
        }

        if (metrics.Count == 0)
        {
            // It may be among what cannot be read.
            return run.Unreadable.FirstOrDefault(strange => strange.Part == DecidingPart.Metrics) is { } strange
                ? Sentence(
                    expectation,
                    $"not readable: {UntrustedText.Line(strange.Name, 120)} cannot be read ({UntrustedText.Line(strange.Found, 120)})"
                )
                : $"{Sentence(expectation, "not measured")} {Advice(expectation.Metric, run.Metrics)}";
        }

        var contrary = metrics.FirstOrDefault(metric => !Holds(expectation, metric));
        return contrary is null ? null : Sentence(expectation, UntrustedText.Line(MetricRules.Value(contrary, expectation.Number), 160));
    }

    private static string NotTraced(Run run, string metric, TokenPrices prices) =>
        run switch
        {
            _ when prices.All.Count == 0 && MetricRules.SameName(AgentTraceMetrics.TokenCost, metric) =>
                "No price is stated: write the setting TokenPrices.",
            { TraceId: null } =>
                "The run has no trace of its agent: see https://opentelemetry.io, and \"traces\" of the agent in an emulator's seed.",
            { Trace: null } => "The trace of its agent could not be read.",
            _ when MetricRules.SameName(AgentTraceMetrics.TokenCost, metric) && AgentTraceMetrics.Unpriced(run, prices) is { } model =>
                $"The setting TokenPrices has no price for {(model.Length > 0 ? $"the model {UntrustedText.Line(model, 120)}" : "a model whose name the trace does not say")}.",
            _ => "The trace of its agent says nothing of it.",
        };

    // A name with a slip would fail for ever, so what the run does have is said.
    private static string Advice(string name, IReadOnlyList<RunMetric> metrics)
    {
        var known = metrics
            .Select(metric => UntrustedText.Line(metric.Name, 60))
            .Where(metric => metric.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .ToList();
        return known.Count == 0 ? "The run has no metric at all: attach metrics to the scenario in Cekura."
            : NearestName.Of(name.Trim(), known) is { } near ? $"Did you mean \"{near}\"?"
            : $"The run has {string.Join(", ", known.Take(Listed).Select(metric => $"\"{metric}\""))}{(known.Count > Listed ? ", …" : ".")}";
    }

    /// <summary>Whether a metric is as the manifest wants it.</summary>
    public static bool Holds(MetricExpectation expectation, RunMetric metric)
    {
        if (metric.Unreadable is not null || MetricRules.IsNotApplicable(metric))
        {
            return false;
        }

        var number = expectation.Number ?? double.NaN;
        return expectation.Operator switch
        {
            ExpectationOperator.Pass => Passes(metric) == true,
            ExpectationOperator.Fail => Passes(metric) == false,
            ExpectationOperator.AtMost => metric.Score <= number,
            ExpectationOperator.LessThan => metric.Score < number,
            ExpectationOperator.AtLeast => metric.Score >= number,
            ExpectationOperator.GreaterThan => metric.Score > number,
            ExpectationOperator.Equal => metric.Score == number,
            ExpectationOperator.In => metric.Label is { } label && expectation.Labels.Any(wanted => MetricRules.SameName(wanted, label)),
            _ => false,
        };
    }

    private static bool? Passes(RunMetric metric) => MetricRules.Passes(metric) ?? metric.Passed;

    private static string Sentence(MetricExpectation expectation, string value) =>
        $"Expected {UntrustedText.Line(expectation.Metric, 120)} {UntrustedText.Line(expectation.Expression, 120)}, was {value}.";
}

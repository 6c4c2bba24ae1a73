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

    /// <summary>
    /// One reason for each expectation that does not hold, with advice as its explanation. A metric that the run does not have does not hold.
    /// </summary>
    public static IReadOnlyList<Reason> Unmet(IEnumerable<MetricExpectation> expectations, Run run, TokenPrices prices) =>
        [.. expectations.Select(expectation => Unmet(expectation, run, prices)).OfType<Reason>()];

    /// <summary>A reason of these as a sentence, with the advice.</summary>
    public static string Sentence(Reason unmet) => string.Join(' ', [$"E{unmet.Text[1..]}.", .. unmet.Explanations]);

    private static Reason? Unmet(MetricExpectation expectation, Run run, TokenPrices prices)
    {
        var metrics = MetricRules.Find(run.Metrics, expectation.Metric);
        if (metrics.Count == 0 && AgentTraceMetrics.IsName(expectation.Metric))
        {
            metrics = MetricRules.Find(AgentTraceMetrics.Of(run, prices), expectation.Metric);
            if (metrics.Count == 0)
            {
                return Of(expectation, "not measured", NotTraced(run, expectation.Metric, prices)) with { IsOpen = true };
            }
        }

        if (metrics.Count == 0)
        {
            // It may be among what cannot be read.
            var reason = run.Unreadable.FirstOrDefault(strange => strange.Part == DecidingPart.Metrics) is { } strange
                ? Of(expectation, $"not readable: {VerdictNotes.CannotBeRead(strange)}")
                : Of(expectation, "not measured", Advice(expectation.Metric, run.Metrics));
            return reason with { IsOpen = true };
        }

        return metrics.FirstOrDefault(metric => !Holds(expectation, metric)) is { } contrary ? Of(expectation, run, contrary) : null;
    }

    private static Reason Of(MetricExpectation expectation, Run run, RunMetric contrary)
    {
        var reason = Of(expectation, UntrustedText.Line(MetricRules.Value(contrary, expectation.Number), 160)) with
        {
            Turn = CheckRemarks.OfMetric(run, contrary).Place?.Number,
            IsOpen = contrary.Unreadable is not null || MetricRules.IsNotApplicable(contrary),
        };

        // It is the same failure whether the service or the manifest wants the metric to pass.
        return expectation.Operator == ExpectationOperator.Pass && MetricRules.Passes(contrary) == false
            ? reason with
            {
                Key = FailureReasons.KeyOf(contrary),
            }
            : reason;
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

    private static Reason Of(MetricExpectation expectation, string value, params string[] advice)
    {
        var wanted = $"{UntrustedText.Line(expectation.Metric, 120)} {UntrustedText.Line(expectation.Expression, 120)}";
        return new($"expected {wanted}, was {value}", advice)
        {
            Subject = $"expected {wanted}",
            Key = ReasonKey.OfWritten("expect", wanted),
        };
    }
}

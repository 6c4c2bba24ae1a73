using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>One metric of one run, as far as charts go: it has a value, or it passes or fails, or it has a label.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Value">The value of a numeric metric or rating, in its own unit; finite.</param>
/// <param name="Passes">Whether a binary metric passed.</param>
/// <param name="Label">The label of an enum metric.</param>
/// <param name="RunPassed">Whether the run passed that it belongs to.</param>
internal sealed record MetricSample(string Metric, double? Value, bool? Passes, string? Label, bool RunPassed)
{
    /// <summary>Null when the metric does not apply to the run.</summary>
    public static MetricSample? Of(RunMetric metric, Outcome outcome)
    {
        var sample = new MetricSample(metric.Name, Value: null, Passes: null, Label: null, outcome == Outcome.Passed);
        return metric switch
        {
            _ when MetricReading.IsNotApplicable(metric) => null,
            _ when MetricReading.Passes(metric) is { } passes => sample with { Passes = passes },
            { Label.Length: > 0 } => sample with { Label = UntrustedText.Line(metric.Label, 60) },
            { Score: { } score } when double.IsFinite(score) && !MetricReading.IsBinary(metric) => sample with { Value = score },
            _ => null,
        };
    }
}

using Cekura.Client;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.History;

/// <summary>The value of a metric in one repetition: a number in its own unit, or whether it passes, or a label.</summary>
/// <param name="Number">The value of a numeric metric or rating; finite.</param>
/// <param name="Passes">Whether a binary metric passes.</param>
/// <param name="Label">The label of an enum metric.</param>
internal sealed record MetricValue(double? Number, bool? Passes, string? Label)
{
    private const int LabelLimit = 60;

    /// <summary>The value that trends are made of: the number, or 1 where it passes and 0 where not; null for labels.</summary>
    public double? AsNumber =>
        Number
        ?? (
            Passes is { } passes
                ? passes
                    ? 1
                    : 0
                : null
        );

    /// <summary>Null when the metric does not apply to the run, or has no value that can be read.</summary>
    public static MetricValue? Of(RunMetric metric) =>
        metric switch
        {
            _ when MetricRules.IsNotApplicable(metric) => null,
            _ when MetricRules.Passes(metric) is { } passes => new(Number: null, passes, Label: null),
            { Label.Length: > 0 } => new(Number: null, Passes: null, UntrustedText.Line(metric.Label, LabelLimit)),
            { Score: { } score } when double.IsFinite(score) && !MetricRules.IsBinary(metric) => new(score, Passes: null, Label: null),
            _ => null,
        };
}

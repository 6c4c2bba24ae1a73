using Cekura.Client;
using Cekura.Runs.Conversations;
using NUnit.Framework;

namespace Cekura.NUnit;

/// <summary>A scored metric of a conversation.</summary>
public sealed class Metric
{
    private readonly RunMetric _metric;

    internal Metric(RunMetric metric) => _metric = metric;

    /// <summary>Id of the metric in the service; null when it sends none.</summary>
    public long? Id => _metric.Id;

    /// <summary>Name for people. Untrusted text.</summary>
    public string Name => _metric.Name;

    /// <summary>
    /// A <see cref="bool"/>, a <see cref="double"/> in the metric's own unit, or a <see cref="string"/> for a label; null: it does not
    /// apply.
    /// </summary>
    /// <exception cref="AssertionException">What the service sent for it cannot be read.</exception>
    public object? Value =>
        _metric switch
        {
            _ when MetricRules.Unreadable(_metric) is { } found => throw new AssertionException(
                $"The metric {Manifests.Text.UntrustedText.Line(Name, 120)} cannot be read: {Manifests.Text.UntrustedText.Line(found, 160)}."
            ),
            _ when MetricRules.IsNotApplicable(_metric) => null,
            _ when MetricRules.Passes(_metric) is { } passes => passes,
            { Label: { Length: > 0 } label } => label,
            { Score: { } score } => score,
            _ => _metric.Passed,
        };

    /// <summary>Why it scored so. Untrusted text.</summary>
    public IReadOnlyList<string> Explanation => _metric.Explanation;

    /// <summary>Name and value.</summary>
    public override string ToString() => $"{Manifests.Text.UntrustedText.Line(Name, 120)} = {MetricRules.Value(_metric)}";
}

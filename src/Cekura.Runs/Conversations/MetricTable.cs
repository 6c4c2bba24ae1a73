using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Conversations;

/// <summary>A run's metrics as aligned columns for consoles: name, value, and what a failed rule of the rubric wanted.</summary>
internal static class MetricTable
{
    private const int MaxNameLength = 40;
    private const int MaxValueLength = 20;

    public static IEnumerable<string> Lines(Run run)
    {
        var rows = Rows(run).ToList();
        var (names, values) = (0, 0);
        foreach (var row in rows)
        {
            (names, values) = (Math.Max(names, row.Name.Length), Math.Max(values, row.Value.Length));
        }

        (names, values) = (Math.Min(names, MaxNameLength), Math.Min(values, MaxValueLength));
        return rows.Select(row => $"{row.Name.PadRight(names)}  {row.Value.PadRight(values)}  {row.Remark}".TrimEnd());
    }

    private static IEnumerable<Row> Rows(Run run)
    {
        if (run.ExpectedOutcome?.Score is { } score && !run.Metrics.Any(MetricRules.IsExpectedOutcome))
        {
            yield return new("Expected outcome", NumberText.Of(score, MetricRules.OutcomeMet), "");
        }

        foreach (var metric in run.Metrics)
        {
            var wanted = run.Rubric.FirstOrDefault(entry => entry.Passed == false && MetricRules.IsRuleOf(entry, metric))?.Conditions;
            yield return new(
                UntrustedText.Line(metric.Name, 120),
                UntrustedText.Line(MetricRules.Value(metric), 120),
                wanted is null ? "" : $"wanted {UntrustedText.Line(wanted, 120)}"
            );
        }
    }

    private sealed record Row(string Name, string Value, string Remark);
}

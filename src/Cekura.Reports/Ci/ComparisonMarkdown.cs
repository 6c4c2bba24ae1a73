using System.Globalization;
using System.Text;
using Cekura.Manifests.Text;
using Cekura.Runs.Comparison;

namespace Cekura.Reports.Ci;

/// <summary>A comparison in Markdown, short enough for a pull request.</summary>
internal static class ComparisonMarkdown
{
    private const int MaxRows = 30;

    /// <summary>The text, with a final line break. Nothing that an agent says becomes markup.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="notes">What else is to say, one line each.</param>
    public static string Write(PairedComparison comparison, IReadOnlyList<string> notes)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"## Cekura: {MarkdownText.Inline(comparison.A.Name, 100)} (A) and {MarkdownText.Inline(comparison.B.Name, 100)} (B)\n\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"**{MarkdownText.Inline(ComparisonWords.Verdicts(comparison))}** {MarkdownText.Inline(ComparisonWords.Power(comparison.Verdicts))}\n"
        );
        Flips(text, comparison);
        Metrics(text, comparison);
        List<string> all = [.. ComparisonWords.Notes(comparison), .. notes];
        if (all.Count > 0)
        {
            text.Append('\n').AppendJoin('\n', all.Select(note => $"- {MarkdownText.Inline(note, 600)}")).Append('\n');
        }

        return text.ToString();
    }

    private static void Flips(StringBuilder text, PairedComparison comparison)
    {
        if (comparison.Flips.Count == 0)
        {
            return;
        }

        text.Append("\n| Test | A passed | B passed | Why |\n|---|---:|---:|---|\n");
        foreach (var test in comparison.Flips.Take(MaxRows))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Inline(test.Name, 120)} | {ComparisonWords.Rate(test.RateOfA)} | {ComparisonWords.Rate(test.RateOfB)} | {MarkdownText.Inline(test.Why, 200)} |\n"
            );
        }

        if (comparison.Flips.Count > MaxRows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{comparison.Flips.Count - MaxRows} more tests differ.\n");
        }
    }

    private static void Metrics(StringBuilder text, PairedComparison comparison)
    {
        if (comparison.Metrics.Count == 0)
        {
            return;
        }

        text.Append("\n| Metric | A | B | Difference | 95 % interval | p | Finding |\n|---|---:|---:|---:|---:|---:|---|\n");
        foreach (var metric in comparison.Metrics.Take(MaxRows))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {MarkdownText.Inline(metric.Name, 120)} | {ComparisonWords.Value(metric, metric.MeanOfA)} | {ComparisonWords.Value(metric, metric.MeanOfB)} | {ComparisonWords.Change(metric, metric.Bootstrap.Mean)} | {ComparisonWords.Interval(metric)} | {ComparisonWords.P(metric.Corrected)} | {ComparisonWords.Finding(metric)} |\n"
            );
        }

        if (comparison.Metrics.Count > MaxRows)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{comparison.Metrics.Count - MaxRows} more metrics are compared.\n");
        }
    }
}

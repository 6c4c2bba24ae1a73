using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report.Html;

/// <summary>Per metric: how often it passed, or how its values are spread.</summary>
internal static class MetricCharts
{
    public static void Write(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        var checks = entries.SelectMany(entry => entry.Checks).GroupBy(check => check.Metric, StringComparer.Ordinal).ToList();
        var measures = entries.SelectMany(entry => entry.Measures).GroupBy(measure => measure.Metric, StringComparer.Ordinal).ToList();
        if (checks.Count + measures.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"metrics\"><h2 id=\"metrics\">Metrics</h2>");
        if (checks.Count > 0)
        {
            html.Markup("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Metrics that pass or fail\"><table class=\"checks\"><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\">Passed</th><th scope=\"col\"><span class=\"hidden\">Share</span></th></tr></thead><tbody>");
            foreach (var check in checks)
            {
                var (passed, total) = (check.Count(run => run.Passed), check.Count());
                html.Write($"<tr><th scope=\"row\">{check.Key}</th><td>{passed} of {total}</td><td>");
                html.Write($"<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"bad\" width=\"100\" height=\"8\"/><rect class=\"good\" width=\"{100.0 * passed / total:0.##}\" height=\"8\"/></svg></td></tr>");
            }

            html.Markup("</tbody></table></div>");
        }

        foreach (var measure in measures)
        {
            Spread(html, measure.Key, [.. measure.Select(run => run.Value).Order()]);
        }

        html.Markup("</section>");
    }

    private static void Spread(HtmlWriter html, string metric, double[] sorted)
    {
        var facts = FormattableString.Invariant(
            $"{sorted.Length} values, lowest {MetricReading.Number(sorted[0])}, median {MetricReading.Number(At(sorted, 0.5))}, 95 % below {MetricReading.Number(At(sorted, 0.95))}, highest {MetricReading.Number(sorted[^1])}");
        html.Write($"<figure><figcaption><strong>{metric}</strong> <span>{facts}</span></figcaption>");
        var bins = Histogram.Of(sorted);
        html.Write($"<svg class=\"spread\" viewBox=\"0 0 {bins.Count * 10} 40\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{metric}: {facts}\">");
        var most = bins.Max();
        foreach (var (index, count) in bins.Index())
        {
            var height = 40.0 * count / most;
            html.Write($"<rect x=\"{index * 10}\" y=\"{40 - height:0.##}\" width=\"9\" height=\"{height:0.##}\"/>");
        }

        html.Markup("</svg></figure>");
    }

    // The smallest value that at least this share of the values does not exceed.
    private static double At(double[] sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}

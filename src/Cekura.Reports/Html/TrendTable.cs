using Cekura.Runs.History;

namespace Cekura.Reports.Html;

/// <summary>Metrics over runs: a line each, the mean before the last run, the last run, and the difference.</summary>
internal static class TrendTable
{
    private const int MaxMetrics = 30;

    public static void Write(HtmlWriter html, IReadOnlyList<MetricTrend> trends)
    {
        if (trends.Count == 0)
        {
            return;
        }

        html.Markup(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Metrics over the last runs\"><table class=\"past\"><caption>Metrics, mean of all repetitions of a run</caption><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\">Last runs</th><th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" class=\"number\">Now</th><th scope=\"col\" class=\"number\">Change</th></tr></thead><tbody>"
        );
        foreach (var trend in trends.Take(MaxMetrics))
        {
            html.Write($"<tr><th scope=\"row\">{trend.Name}</th><td>");
            TrendLine.Write(html, trend);
            html.Write(
                $"</td><td class=\"number\">{MetricText.Value(trend, trend.Before ?? trend.Now)}</td><td class=\"number\">{MetricText.Value(trend, trend.Now)}</td><td class=\"number\">{MetricText.Change(trend)}</td></tr>"
            );
        }

        html.Markup("</tbody></table></div>");
        if (trends.Count > MaxMetrics)
        {
            html.Write($"<p class=\"soft\">And {trends.Count - MaxMetrics} more: <code>cekura history</code> has all of them.</p>");
        }
    }
}

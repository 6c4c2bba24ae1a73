using System.Globalization;
using Cekura.Manifests.Manifest;
using Cekura.Runs.Conversations;

namespace Cekura.Reports.Html;

/// <summary>Per metric: how often it passed, which labels it gave, or how its values are spread.</summary>
internal static class MetricCharts
{
    public static void Write(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        var metrics = entries.SelectMany(entry => entry.Metrics).GroupBy(sample => sample.Metric, StringComparer.Ordinal).ToList();
        if (metrics.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"metrics\"><h2 id=\"metrics\">Metrics</h2>");
        Checks(html, metrics);
        html.Markup("<div class=\"charts\">");
        var wanted = entries.SelectMany(entry => entry.Case.Expect).ToList();
        foreach (var metric in metrics)
        {
            if (metric.Where(sample => sample.Value is not null).ToList() is { Count: > 0 } values)
            {
                SpreadChart.Write(html, metric.Key, values, Wanted(wanted, metric.Key));
            }

            if (metric.Where(sample => sample.Label is not null).ToList() is { Count: > 0 } labels)
            {
                Labels(html, metric.Key, labels);
            }
        }

        html.Markup("</div></section>");
    }

    private static void Checks(HtmlWriter html, List<IGrouping<string, MetricSample>> metrics)
    {
        var checks = metrics
            .Select(metric =>
                (
                    Metric: metric.Key,
                    Passed: metric.Count(sample => sample.Passes == true),
                    Total: metric.Count(sample => sample.Passes is not null)
                )
            )
            .Where(check => check.Total > 0)
            .ToList();
        if (checks.Count == 0)
        {
            return;
        }

        RateChart.Begin(html, "Metric", "Runs that passed");
        foreach (var (metric, passed, total) in checks)
        {
            RateChart.Row(html, metric, new(passed, total));
        }

        RateChart.End(html);
    }

    private static void Labels(HtmlWriter html, string metric, List<MetricSample> samples)
    {
        html.Write(
            $"<figure class=\"labels\"><figcaption><strong>{metric}</strong></figcaption><table><caption class=\"hidden\">{metric}: runs per label</caption><tbody>"
        );
        foreach (
            var label in samples.CountBy(sample => sample.Label!, StringComparer.Ordinal).OrderByDescending(label => label.Value).Take(12)
        )
        {
            var share = (100.0 * label.Value / samples.Count).ToString("0.##", CultureInfo.InvariantCulture);
            html.Write(
                $"<tr><th scope=\"row\">{label.Key}</th><td><svg class=\"bar\" aria-hidden=\"true\"><rect class=\"rest\" width=\"100%\" height=\"100%\"/><rect class=\"some\" width=\"{share}%\" height=\"100%\"/></svg></td>"
            );
            html.Write($"<td class=\"number\">{label.Value} {Plural(label.Value, "run", "runs")}</td></tr>");
        }

        html.Markup("</tbody></table></figure>");
    }

    /// <summary>What the manifest wants of the metric, where it wants the same everywhere.</summary>
    private static MetricExpectation? Wanted(List<MetricExpectation> wanted, string metric)
    {
        var same = wanted
            .Where(one => one.Number is not null && MetricRules.SameName(one.Metric, metric))
            .DistinctBy(one => one.Expression, StringComparer.Ordinal)
            .ToList();
        return same.Count == 1 ? same[0] : null;
    }

    private static string Plural(int count, string one, string many) => count == 1 ? one : many;
}

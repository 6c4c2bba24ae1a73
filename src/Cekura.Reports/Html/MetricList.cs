using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>The metrics of a run with their values and explanations, those that failed first.</summary>
internal static class MetricList
{
    public static void Write(
        HtmlWriter html,
        string title,
        IReadOnlyList<RunMetric> metrics,
        IReadOnlyList<MetricExpectation> wanted,
        RemarkList remarks,
        string anchor
    )
    {
        if (metrics.Count == 0)
        {
            return;
        }

        html.Write($"<h4>{title}</h4>");
        html.Markup("<ul class=\"metrics\">");
        foreach (
            var (index, metric) in metrics
                .Index()
                .OrderBy(pair => MetricRules.Passes(pair.Item) != false)
                .ThenBy(pair => MetricRules.IsNotApplicable(pair.Item))
        )
        {
            var expected = wanted.Where(one => MetricRules.Find(metrics, one.Metric).Contains(metric)).ToList();
            var isUnmet = expected.Exists(one => !ExpectationCheck.Holds(one, metric));
            var look = isUnmet
                ? "failed"
                : MetricRules.Passes(metric) switch
                {
                    true => "passed",
                    false => "failed",
                    null => "plain",
                };
            var unit =
                metric.Score is not null && !MetricRules.IsBinary(metric) && MetricUnit.Of(metric.Name) is { } known ? $" {known}" : "";
            html.Write(
                $"<li id=\"{anchor}-{RemarkList.Metric(index)}\"><span class=\"name\">{metric.Name}</span> <span class=\"mark {look} value\">{MetricRules.Value(metric, expected.Select(one => one.Number).FirstOrDefault(number => number is not null))}{unit}</span>"
            );
            foreach (var expectation in expected)
            {
                html.Write($"<span class=\"wanted\">wanted {expectation.Expression}</span>");
            }

            html.Write($"<span class=\"why\">{UntrustedText.Clip(string.Join('\n', metric.Explanation), ReportLinks.LongestText)}");
            ReportLinks.TurnLink(html, remarks, RemarkList.Metric(index), anchor);
            html.Markup("</span>");
            Percentiles(html, metric);
            html.Markup("</li>");
        }

        html.Markup("</ul>");
    }

    private static void Percentiles(HtmlWriter html, RunMetric metric)
    {
        if (
            metric.Extra is not { ValueKind: JsonValueKind.Object } extra
            || !extra.TryGetProperty("percentiles", out var percentiles)
            || percentiles.ValueKind != JsonValueKind.Object
        )
        {
            return;
        }

        var shown = percentiles
            .EnumerateObject()
            .Where(one => one.Value.ValueKind == JsonValueKind.Number && one.Value.TryGetDouble(out _))
            .Take(8)
            .Select(one => $"{one.Name} {MetricRules.Number(one.Value.GetDouble())}");
        html.Write($"<span class=\"percentiles\">{string.Join(" · ", shown)}</span>");
    }
}

using Cekura.Manifests.Text;
using Cekura.Runs.History;

namespace Cekura.Reports.Html;

/// <summary>The history of a test project as a page of its own, for <c>cekura report open</c>.</summary>
internal static class HistoryPage
{
    private const int MaxRows = 1000;

    /// <param name="html">The page.</param>
    /// <param name="project">Name of the test project.</param>
    /// <param name="history">Its runs.</param>
    public static void Write(HtmlWriter html, string project, RunHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        ReportHead.Write(html, $"History of {project}", "");
        html.Write(
            $"<header><h1>History of {project}</h1><p class=\"when\">{Counted.Of(history.Runs.Count, "run")}{(history.Runs is [var first, .., var last] ? $", the first {first.Name}, the last {last.Name}" : "")}</p></header>"
        );
        html.Markup("<main><section class=\"history\" aria-labelledby=\"tests\"><h2 id=\"tests\">Tests</h2>");
        PastTable.Write(html, [.. history.Tests.Select(past => new PastRow(past.Name, Anchor: null, past))], MaxRows);
        html.Markup("</section>");
        if (history.Metrics.Count > 0)
        {
            html.Markup("<section class=\"history\" aria-labelledby=\"metrics\"><h2 id=\"metrics\">Metrics</h2>");
            TrendTable.Write(html, history.Metrics);
            html.Markup("</section>");
        }

        html.Markup("</main></body></html>\n");
    }
}

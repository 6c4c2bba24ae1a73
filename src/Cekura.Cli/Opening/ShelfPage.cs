using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cekura.Manifests.Text;
using Cekura.Reports.Ci;
using Cekura.Reports.Html;
using Cekura.Reports.Summary;

namespace Cekura.Cli.Opening;

/// <summary>The list of the reports and histories of this machine.</summary>
internal static class ShelfPage
{
    private const int NumberBytes = 6;

    /// <summary>What stands for a name in addresses: no path is in one, and it stays the same.</summary>
    public static string NumberOf(string name) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)), 0, NumberBytes);

    public static void Write(HtmlWriter html, IReadOnlyList<ShelvedReport> reports, IReadOnlyList<string> projects)
    {
        var isRunning = reports.Any(report => report.Status?.State == TestRunState.Running);
        ReportHead.Write(html, "Reports of this machine", "");
        html.Markup("<header><h1>Reports of this machine</h1></header><main>");
        html.Markup("<section aria-labelledby=\"reports\" class=\"history\"><h2 id=\"reports\">Reports</h2>");
        if (reports.Count == 0)
        {
            html.Markup("<p class=\"empty\">No report is remembered. Test runs write one; this page finds it when you reload it.</p>");
        }
        else
        {
            Reports(html, reports);
        }

        if (isRunning)
        {
            html.Markup("<p class=\"soft\">A run goes on: its report is saved every few seconds. Reload to see more.</p>");
        }

        html.Markup("</section>");
        Histories(html, projects);
        html.Markup("</main></body></html>\n");
    }

    private static void Reports(HtmlWriter html, IReadOnlyList<ShelvedReport> reports)
    {
        html.Markup(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Reports\"><table class=\"past\"><thead><tr><th scope=\"col\">Report</th><th scope=\"col\">Run</th><th scope=\"col\">State</th><th scope=\"col\">Where</th></tr></thead><tbody>"
        );
        foreach (var report in reports)
        {
            html.Write(
                $"<tr><th scope=\"row\"><a href=\"report/{NumberOf(report.Path)}/{Uri.EscapeDataString(Path.GetFileName(report.Path))}\">{report.Name}</a></th>"
            );
            html.Write(
                $"<td>{report.Written.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture)}</td><td>{State(report.Status)}</td><td class=\"soft\">{report.Path}</td></tr>"
            );
        }

        html.Markup("</tbody></table></div>");
    }

    private static void Histories(HtmlWriter html, IReadOnlyList<string> projects)
    {
        if (projects.Count == 0)
        {
            return;
        }

        html.Markup("<section aria-labelledby=\"histories\"><h2 id=\"histories\">History</h2><ul>");
        foreach (var project in projects)
        {
            html.Write($"<li><a href=\"history/{NumberOf(project)}\">{project}</a></li>");
        }

        html.Markup("</ul></section>");
    }

    private static string State(TestRunStatus? status)
    {
        if (status is null)
        {
            return "";
        }

        var counts = string.Join(
            ", ",
            status.Outcomes.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Value} {entry.Key}")
        );
        return status.State == TestRunState.Finished
            ? counts
            : $"{(status.State == TestRunState.Running ? "running" : "stopped")}: {status.Finished} of {Counted.Of(status.Tests, "test")}{(counts.Length == 0 ? "" : $" ({counts})")}";
    }
}

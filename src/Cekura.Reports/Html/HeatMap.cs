using System.Globalization;
using Cekura.Reports.Summary;

namespace Cekura.Reports.Html;

/// <summary>
/// Scenarios down, personalities across: where it fails, and for whom, at a glance. Profiles and modes, where they differ, make rows of
/// their own.
/// </summary>
internal static class HeatMap
{
    private const int ManyPersonalities = 8;

    public static void Write(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        var personalities = entries.Select(entry => entry.Personality).Distinct(StringComparer.Ordinal).ToList();
        var many = personalities.Count > ManyPersonalities ? " many" : "";
        html.Write(
            $"<section aria-labelledby=\"map\"><h2 id=\"map\">Scenario × personality</h2><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table of all cases\"><table class=\"map{many}\"><thead><tr><th scope=\"col\">Scenario</th>"
        );
        foreach (var personality in personalities)
        {
            html.Write($"<th scope=\"col\"><span>{personality}</span></th>");
        }

        html.Markup("<th scope=\"col\" class=\"rate\">Passed</th></tr></thead>");
        foreach (var group in HeatMapRow.Grouped(entries))
        {
            html.Markup("<tbody>");
            if (group.Key is { Length: > 0 } named)
            {
                html.Write(
                    $"<tr class=\"folder\"><th colspan=\"{personalities.Count + 2}\" scope=\"rowgroup\"><span>{named}</span></th></tr>"
                );
            }

            foreach (var row in group)
            {
                Row(html, row, personalities);
            }

            html.Markup("</tbody>");
        }

        Totals(html, entries, personalities);
        html.Markup("</table></div>");
        Legend(html, entries);
        html.Markup("</section>");
    }

    private static void Row(HtmlWriter html, HeatMapRow row, List<string> personalities)
    {
        html.Write($"<tr><th scope=\"row\">{row.Scenario}");
        if (row.Variant.Length > 0)
        {
            html.Write($" <span class=\"variant\">{row.Variant}</span>");
        }

        html.Markup("</th>");
        var cells = row.Entries.ToLookup(entry => entry.Personality, StringComparer.Ordinal);
        foreach (var personality in personalities)
        {
            Cell(html, cells[personality]);
        }

        html.Write($"<td class=\"rate\">{Rate(row.Entries)}</td></tr>");
    }

    private static void Cell(HtmlWriter html, IEnumerable<CaseEntry> entries)
    {
        html.Markup("<td>");
        foreach (var entry in entries)
        {
            html.Write(
                $"<a class=\"{entry.Mark.Class}\" href=\"#{entry.Anchor}\" title=\"{(entry.Headline.Length > 0 ? entry.Headline : entry.Mark.Word)}\">"
            );
            html.Write(
                $"<span aria-hidden=\"true\">{entry.Short}</span><span class=\"hidden\">{entry.Mark.Word}: {entry.Case.DisplayName}</span></a>"
            );
        }

        html.Markup("</td>");
    }

    private static void Totals(HtmlWriter html, IReadOnlyList<CaseEntry> entries, List<string> personalities)
    {
        html.Markup("<tfoot><tr><th scope=\"row\">Passed</th>");
        var columns = entries.ToLookup(entry => entry.Personality, StringComparer.Ordinal);
        foreach (var personality in personalities)
        {
            html.Write($"<td class=\"rate\">{Rate([.. columns[personality]])}</td>");
        }

        html.Write($"<td class=\"rate\">{Rate(entries)}</td></tr></tfoot>");
    }

    /// <summary>What the signs mean, those that occur.</summary>
    private static void Legend(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        html.Markup("<ul class=\"legend\">");
        foreach (var mark in OutcomeMark.All.Where(mark => entries.Any(entry => entry.Mark == mark)))
        {
            html.Write($"<li><span class=\"mark {mark.Class}\" aria-hidden=\"true\">{mark.Sign}</span> {mark.Word}</li>");
        }

        if (entries.Any(entry => entry.Total > 1))
        {
            html.Markup("<li><span class=\"mark plain\" aria-hidden=\"true\">3/5</span> passed, of so many repetitions</li>");
        }

        html.Markup("</ul>");
    }

    private static string Rate(IReadOnlyList<CaseEntry> entries) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{entries.Count(entry => entry.Mark == OutcomeMark.Passed)} of {entries.Count(entry => entry.Counts)}"
        );
}

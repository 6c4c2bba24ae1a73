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

    /// <summary>Of more cases, a cell that needs no attention leaves its name to its row and column.</summary>
    private const int Large = 2000;

    public static void Write(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        var personalities = entries.Select(entry => entry.Personality).Distinct(StringComparer.Ordinal).ToList();
        var groups = HeatMapRow.Grouped(entries).ToList();
        var rows = groups.SelectMany(group => group).ToList();
        var many = personalities.Count > ManyPersonalities ? " many" : "";
        html.Markup("<section aria-labelledby=\"map\"><h2 id=\"map\">Scenario × personality</h2>");
        Choice(html, rows);
        html.Write(
            $"<div class=\"scroll map-box\" tabindex=\"0\" role=\"group\" aria-label=\"Table of all cases\"><table class=\"map{many}\"><thead><tr><th scope=\"col\">Scenario</th>"
        );
        foreach (var personality in personalities)
        {
            html.Write($"<th scope=\"col\" title=\"{personality}\"><span>{personality}</span></th>");
        }

        html.Markup("<th scope=\"col\" class=\"rate\" title=\"Cases that passed, of those that were scored\">Passed</th></tr></thead>");
        foreach (var group in groups)
        {
            html.Write($"<tbody class=\"{(group.Any(IsRed) ? "red" : "")}\">");
            if (group.Key is { Length: > 0 } named)
            {
                html.Write(
                    $"<tr class=\"folder\"><th colspan=\"{personalities.Count + 2}\" scope=\"rowgroup\"><span>{named}</span></th></tr>"
                );
            }

            foreach (var row in group)
            {
                Row(html, row, personalities, entries.Count > Large);
            }

            html.Markup("</tbody>");
        }

        Totals(html, entries, personalities);
        html.Markup("</table></div>");
        html.Write($"<p class=\"soft cut\" data-rows=\"{rows.Count}\" data-columns=\"{personalities.Count}\" hidden></p>");
        Legend(html, entries);
        html.Markup("</section>");
    }

    private static bool IsRed(HeatMapRow row) => row.Entries.Any(entry => entry.NeedsAttention);

    /// <summary>Works without script. There is nothing to choose where every row has a failure, or none.</summary>
    private static void Choice(HtmlWriter html, List<HeatMapRow> rows)
    {
        var red = rows.Count(IsRed);
        if (red > 0 && red < rows.Count)
        {
            html.Write(
                $"<p class=\"choice\"><label><input type=\"checkbox\" id=\"only-red\" autocomplete=\"off\"> Only rows with failures ({red} of {rows.Count})</label></p>"
            );
        }
    }

    private static void Row(HtmlWriter html, HeatMapRow row, List<string> personalities, bool isLarge)
    {
        html.Write(
            $"<tr class=\"{(IsRed(row) ? "red" : "")}\"><th scope=\"row\"><span class=\"name\" title=\"{row.Scenario}\">{row.Scenario}</span>"
        );
        if (row.Variant.Length > 0)
        {
            html.Write($" <span class=\"variant\">{row.Variant}</span>");
        }

        html.Markup("</th>");
        var cells = row.Entries.ToLookup(entry => entry.Personality, StringComparer.Ordinal);
        foreach (var personality in personalities)
        {
            Cell(html, cells[personality], isLarge);
        }

        html.Write($"<td class=\"rate\">{Rate(row.Entries)}</td></tr>");
    }

    private static void Cell(HtmlWriter html, IEnumerable<CaseEntry> entries, bool isLarge)
    {
        html.Markup("<td>");
        foreach (var entry in entries)
        {
            if (entry.Mark.IsOpen)
            {
                html.Write(
                    $"<span class=\"cell {entry.Mark.Class}\" role=\"img\" aria-label=\"{entry.Label}\" title=\"{entry.Label}\">{entry.Mark.Sign}</span>"
                );
                continue;
            }

            html.Write(
                $"<a class=\"{entry.Mark.Class}\" href=\"#{entry.Anchor}\" aria-label=\"{(isLarge && !entry.NeedsAttention ? entry.Mark.Word : entry.Label)}\""
            );
            if (entry.Headline.Length > 0)
            {
                html.Write($" title=\"{entry.Tooltip}\"");
            }

            html.Write($">{entry.Short}</a>");
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
            html.Markup(
                "<li><span class=\"mark plain\" aria-hidden=\"true\">3/5</span> passed, of so many repetitions that took place</li>"
            );
        }

        html.Markup("</ul>");
    }

    private static string Rate(IReadOnlyList<CaseEntry> entries) =>
        entries.Count(entry => entry.Counts) is var scored and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{entries.Count(entry => entry.Mark == OutcomeMark.Passed)} of {scored}")
            : "–";
}

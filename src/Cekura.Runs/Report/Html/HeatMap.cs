using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report.Html;

/// <summary>Scenarios down, personalities across: where it fails, and for whom, at a glance.</summary>
internal static class HeatMap
{
    private const string OwnPersonality = "own personality";

    public static void Write(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        var personalities = entries.Select(Personality).Distinct(StringComparer.Ordinal).ToList();
        html.Markup("<section aria-labelledby=\"map\"><h2 id=\"map\">Scenario × personality</h2><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table of all cases\"><table class=\"map\"><thead><tr><th scope=\"col\">Scenario</th>");
        foreach (var personality in personalities)
        {
            html.Write($"<th scope=\"col\">{personality}</th>");
        }

        html.Markup("<th scope=\"col\">Passed</th></tr></thead><tbody>");
        string? folder = null;
        foreach (var row in entries.GroupBy(entry => (entry.Case.Folder, entry.Case.ScenarioId, entry.Case.ScenarioName)))
        {
            if (row.Key.Folder != folder && row.Key.Folder is { Length: > 0 } named)
            {
                html.Write($"<tr class=\"folder\"><th colspan=\"{personalities.Count + 2}\" scope=\"rowgroup\">{named}</th></tr>");
            }

            folder = row.Key.Folder;
            html.Write($"<tr><th scope=\"row\">{row.Key.ScenarioName}</th>");
            foreach (var personality in personalities)
            {
                Cell(html, [.. row.Where(entry => Personality(entry) == personality)]);
            }

            html.Write($"<td class=\"rate\">{Rate([.. row])}</td></tr>");
        }

        html.Markup("</tbody><tfoot><tr><th scope=\"row\">Passed</th>");
        foreach (var personality in personalities)
        {
            html.Write($"<td class=\"rate\">{Rate([.. entries.Where(entry => Personality(entry) == personality)])}</td>");
        }

        html.Write($"<td class=\"rate\">{Rate(entries)}</td></tr></tfoot></table></div></section>");
    }

    private static void Cell(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        html.Markup("<td>");
        foreach (var entry in entries)
        {
            // A scenario may stand there in several modes or with several profiles.
            var about = entries.Count > 1 ? $" {string.Join(", ", new[] { entry.Case.Mode, entry.Case.TestProfileName }.OfType<string>())}" : "";
            html.Write($"<a class=\"{OutcomeMark.Class(entry.Outcome)}\" href=\"#{entry.Anchor}\" title=\"{entry.Headline}\">");
            html.Write($"<span aria-hidden=\"true\">{OutcomeMark.Short(entry)}</span><span class=\"hidden\">{OutcomeMark.Word(entry.Outcome)}: {entry.Case.DisplayName}</span>{about}</a>");
        }

        html.Markup("</td>");
    }

    private static string Rate(IReadOnlyList<CaseEntry> entries) =>
        FormattableString.Invariant($"{entries.Count(entry => entry.Outcome == Outcome.Passed)} of {entries.Count(entry => entry.Outcome is Outcome.Passed or Outcome.Failed)}");

    private static string Personality(CaseEntry entry) => entry.Case.PersonalityName ?? OwnPersonality;
}

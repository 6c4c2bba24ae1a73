using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Reports.Summary;

namespace Cekura.Reports.Html;

/// <summary>How many cases passed: all, for each personality, and of the runs of each case that was repeated.</summary>
internal static class PassRates
{
    private const int MaxOpen = 10;
    private const int MaxRepeated = 100;

    public static void Write(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        var counted = entries.Where(entry => entry.Counts).ToList();
        html.Markup("<section aria-labelledby=\"rates\"><h2 id=\"rates\">Pass rate</h2>");
        if (counted.Count == 0)
        {
            html.Markup("<p class=\"empty\">No case was played to its end and scored.</p>");
            Uncounted(html, entries);
            html.Markup("</section>");
            return;
        }

        RateChart.Begin(html, "Personality", "Cases that passed, of those that were scored");
        Row(html, "All", counted);
        var personalities = counted.GroupBy(entry => entry.Personality, StringComparer.Ordinal).ToList();
        foreach (var personality in personalities.Count > 1 ? personalities : [])
        {
            Row(html, personality.Key, [.. personality]);
        }

        RateChart.End(html);
        Uncounted(html, entries);
        Repeated(html, [.. entries.Where(entry => entry.Total > 1)]);
        html.Markup("</section>");
    }

    /// <summary>What is in no rate, because it says nothing about the agent.</summary>
    private static void Uncounted(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        var left = OutcomeMark
            .All.Where(mark => !mark.IsOfAgent)
            .Select(mark => (Mark: mark, Count: entries.Count(entry => entry.Mark == mark)))
            .Where(one => one.Count > 0)
            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Count} {one.Mark.Counted(one.Count)}"))
            .ToList();
        if (left.Count > 0)
        {
            html.Write(
                $"<p class=\"soft uncounted\">Not counted, because they say nothing about the agent: {string.Join(", ", left)}.</p>"
            );
        }
    }

    private static void Repeated(HtmlWriter html, IReadOnlyList<CaseEntry> repeated)
    {
        if (repeated.Count == 0)
        {
            return;
        }

        var ordered = repeated.OrderBy(entry => (double)entry.Passed / entry.Total).ToList();
        Rows(html, ordered.Take(MaxOpen));
        if (ordered.Count > MaxOpen)
        {
            html.Write($"<details class=\"more-rates\"><summary>{Counted.Of(ordered.Count - MaxOpen, "more repeated case")}</summary>");
            Rows(html, ordered.Skip(MaxOpen).Take(MaxRepeated - MaxOpen));
            if (ordered.Count > MaxRepeated)
            {
                html.Write($"<p class=\"soft\">{ordered.Count - MaxRepeated} more repeated cases passed at least as often.</p>");
            }

            html.Markup("</details>");
        }
    }

    private static void Rows(HtmlWriter html, IEnumerable<CaseEntry> entries)
    {
        RateChart.Begin(html, "Repeated case", "Conversations that passed, of those that took place");
        foreach (var entry in entries)
        {
            RateChart.Row(html, entry.Case.DisplayName, new(entry.Passed, entry.Total), isSample: true);
        }

        RateChart.End(html);
    }

    private static void Row(HtmlWriter html, string name, List<CaseEntry> entries) =>
        RateChart.Row(html, name, new(entries.Count(entry => entry.Mark == OutcomeMark.Passed), entries.Count));
}

using Cekura.Reports.Summary;

namespace Cekura.Reports.Html;

/// <summary>How many cases passed: all, for each personality, and of the runs of each case that was repeated.</summary>
internal static class PassRates
{
    private const int MostRepeated = 100;

    public static void Write(HtmlWriter html, IReadOnlyList<CaseEntry> entries)
    {
        var counted = entries.Where(entry => entry.Counts).ToList();
        html.Markup("<section aria-labelledby=\"rates\"><h2 id=\"rates\">Pass rate</h2>");
        if (counted.Count == 0)
        {
            html.Markup("<p class=\"empty\">No case was played to its end.</p></section>");
            return;
        }

        RateChart.Begin(html, "Personality", "Cases that passed");
        Row(html, "All", counted);
        var personalities = counted.GroupBy(entry => entry.Personality, StringComparer.Ordinal).ToList();
        foreach (var personality in personalities.Count > 1 ? personalities : [])
        {
            Row(html, personality.Key, [.. personality]);
        }

        RateChart.End(html);
        Repeated(html, [.. counted.Where(entry => entry.Total > 1)]);
        html.Markup("</section>");
    }

    private static void Repeated(HtmlWriter html, IReadOnlyList<CaseEntry> repeated)
    {
        if (repeated.Count == 0)
        {
            return;
        }

        RateChart.Begin(html, "Repeated case", "Runs that passed");
        foreach (var entry in repeated.OrderBy(entry => (double)entry.Passed / entry.Total).Take(MostRepeated))
        {
            RateChart.Row(html, entry.Case.DisplayName, new(entry.Passed, entry.Total), isSample: true);
        }

        RateChart.End(html);
        if (repeated.Count > MostRepeated)
        {
            html.Write($"<p class=\"soft\">{repeated.Count - MostRepeated} more repeated cases passed at least as often.</p>");
        }
    }

    private static void Row(HtmlWriter html, string name, List<CaseEntry> entries) =>
        RateChart.Row(html, name, new(entries.Count(entry => entry.Mark == OutcomeMark.Passed), entries.Count));
}

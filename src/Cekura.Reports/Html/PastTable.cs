using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>The tests that moved and those that keep failing, with their last outcomes, what chance explains of it, and since when.</summary>
internal static class PastTable
{
    /// <summary>Whether there is anything to say of a test: not of one that passes as it always did, or has no past yet.</summary>
    public static bool IsWorthARow(TestPast past) =>
        past.Standing is not (TestStanding.Unknown or TestStanding.StillPasses or TestStanding.New);

    /// <param name="html">The page.</param>
    /// <param name="tests">The tests.</param>
    /// <param name="maxRows">How many rows there are at most.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<PastRow> tests, int maxRows)
    {
        var movers = new Dictionary<string, Mover>(StringComparer.Ordinal);
        foreach (var mover in Mover.Of(tests.Select(row => row.Past)))
        {
            movers[mover.Past.Test] = mover;
        }

        List<PastRow> rows =
        [
            .. tests
                .Where(row => IsWorthARow(row.Past))
                .OrderBy(row => movers.TryGetValue(row.Past.Test, out var mover) ? mover.Probability : 1)
                .ThenBy(row => row.Past.Standing)
                .ThenBy(row => row.Past.Test, StringComparer.Ordinal),
        ];
        if (rows.Count == 0)
        {
            html.Write(
                $"<p class=\"empty\">{(tests.Count == 1 ? "The test ended as it did before." : $"All {tests.Count} tests ended as they did before.")}</p>"
            );
            return;
        }

        html.Markup(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Tests that moved or keep failing\"><table class=\"past\"><caption>Biggest movers first, then what keeps failing</caption><thead><tr><th scope=\"col\">Test</th><th scope=\"col\">Last runs</th><th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" class=\"number\">Now</th><th scope=\"col\" class=\"number\">All runs</th><th scope=\"col\">Standing</th></tr></thead><tbody>"
        );
        foreach (var row in rows.Take(maxRows))
        {
            Row(html, row, movers.GetValueOrDefault(row.Past.Test));
        }

        html.Markup("</tbody></table></div>");
        if (rows.Count > maxRows)
        {
            html.Write($"<p class=\"soft\">And {rows.Count - maxRows} more: <code>cekura history</code> has all of them.</p>");
        }
    }

    /// <summary><c> since …</c>, where the test has ended so for more than a moment; else nothing.</summary>
    public static string Since(TestPast past) =>
        past.Standing is TestStanding.Regression or TestStanding.StillFails or TestStanding.Fixed && past.Since is { } since
            ? $" since {since.Name}"
            : "";

    private static void Row(HtmlWriter html, PastRow row, Mover? mover)
    {
        var past = row.Past;
        html.Markup("<tr><th scope=\"row\">");
        if (row.Anchor is { } anchor)
        {
            html.Write($"<a href=\"#{anchor}\">{row.Name}</a></th><td>");
        }
        else
        {
            html.Write($"{row.Name}</th><td>");
        }

        OutcomeSpark.Write(html, past.Outcomes);
        var now = past.Outcomes[^1].Rate;
        var before = mover?.Before ?? new PassRate(past.Rate.Passed - now.Passed, past.Rate.Total - now.Total);
        html.Write($"</td><td class=\"number\">{Share(before)}</td><td class=\"number\">{Share(now)}");
        if (mover is not null)
        {
            html.Write($"<span class=\"variant\">p = {NumberText.Of(Math.Round(mover.Probability, 3))}</span>");
        }

        var (low, high) = past.Rate.Interval;
        html.Write(
            $"</td><td class=\"number\">{Share(past.Rate)}<span class=\"variant\">{NumberText.Percent(low, 0)} to {NumberText.Percent(high, 0)} %</span></td>"
        );
        html.Write($"<td><strong>{StandingWord.Of(past.Standing)}</strong>{Since(past)}</td></tr>");
    }

    private static string Share(PassRate rate) => string.Create(CultureInfo.InvariantCulture, $"{rate.Passed} of {rate.Total}");
}

using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>
/// What the earlier runs say: the tests that moved and those that keep failing, with their last outcomes and since when, and the metrics
/// over time. Not thread-safe.
/// </summary>
internal sealed class HistoryPanel
{
    /// <summary>How many outcomes of a test are drawn.</summary>
    public const int Drawn = 20;

    private const int MaxRows = 50;
    private const int MaxMetrics = 30;

    private readonly List<Row> _cases = [];
    private readonly MetricTrends _now = new();
    private PastRun? _run;

    /// <summary>Takes a finished test in. One without a past has nothing to show.</summary>
    public void Add(CaseEntry entry, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Past is { } past)
        {
            _run ??= past.Outcomes[^1].Run;
            _cases.Add(new(entry, past));
            _now.Add(_run, RecordedMetric.Of(verdict.Runs));
        }
    }

    /// <summary>The section; nothing where no earlier run is remembered.</summary>
    /// <param name="html">The page.</param>
    /// <param name="earlier">The earlier runs.</param>
    public void Write(HtmlWriter html, RunHistory earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (earlier.Runs.Count == 0 || _cases.Count == 0)
        {
            return;
        }

        html.Write(
            $"<section aria-labelledby=\"history\" class=\"history\"><h2 id=\"history\">History</h2><p class=\"soft\">Beside {Counted.Of(earlier.Runs.Count, "earlier run")} since {Moment(earlier.Runs[0])}.</p>"
        );
        Tests(html);
        Metrics(html, earlier);
        html.Markup("</section>");
    }

    /// <summary>The past of one test in its own panel. Of a test that passes as it always did there is nothing to say.</summary>
    public static void WriteCase(HtmlWriter html, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Past is { } past && IsWorthARow(past))
        {
            html.Write(
                $"<p class=\"past\"><span class=\"spark-text\" aria-hidden=\"true\">{Sparkline.Of(past.Outcomes, Drawn)}</span> <strong>{Capital(StandingWord.Of(past.Standing))}</strong>{Since(past)}: {past.Rate.ToString()} in {Counted.Of(past.Runs, "run")}.</p>"
            );
        }
    }

    private void Tests(HtmlWriter html)
    {
        var movers = new Dictionary<string, Mover>(StringComparer.Ordinal);
        foreach (var mover in Mover.Of(_cases.Select(one => one.Past)))
        {
            movers[mover.Past.Test] = mover;
        }

        List<Row> rows =
        [
            .. _cases
                .Where(one => IsWorthARow(one.Past))
                .OrderBy(one => movers.TryGetValue(one.Past.Test, out var mover) ? mover.Probability : 1)
                .ThenBy(one => one.Past.Standing)
                .ThenBy(one => one.Past.Test, StringComparer.Ordinal),
        ];
        if (rows.Count == 0)
        {
            html.Write($"<p class=\"empty\">{Unmoved()}</p>");
            return;
        }

        html.Markup(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Tests that moved or keep failing\"><table class=\"past\"><caption>Biggest movers first, then what keeps failing</caption><thead><tr><th scope=\"col\">Test</th><th scope=\"col\">Last runs</th><th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" class=\"number\">Now</th><th scope=\"col\">Standing</th></tr></thead><tbody>"
        );
        foreach (var (entry, past) in rows.Take(MaxRows))
        {
            WriteRow(html, entry, past, movers.GetValueOrDefault(past.Test));
        }

        html.Markup("</tbody></table></div>");
        if (rows.Count > MaxRows)
        {
            html.Write($"<p class=\"soft\">And {rows.Count - MaxRows} more: <code>cekura history</code> has all of them.</p>");
        }
    }

    private string Unmoved() =>
        _cases.Count == 1 ? "The test ended as it did before." : $"All {_cases.Count} tests ended as they did before.";

    private static void WriteRow(HtmlWriter html, CaseEntry entry, TestPast past, Mover? mover)
    {
        html.Write($"<tr><th scope=\"row\"><a href=\"#{entry.Anchor}\">{entry.Case.DisplayName}</a></th><td>");
        OutcomeSpark.Write(html, past.Outcomes);
        var now = past.Outcomes[^1].Rate;
        var before = mover?.Before ?? new PassRate(past.Rate.Passed - now.Passed, past.Rate.Total - now.Total);
        html.Write($"</td><td class=\"number\">{Share(before)}</td><td class=\"number\">{Share(now)}");
        if (mover is not null)
        {
            html.Write($"<span class=\"variant\">{Chance(mover.Probability)}</span>");
        }

        html.Write($"</td><td><strong>{StandingWord.Of(past.Standing)}</strong>{Since(past)}</td></tr>");
    }

    private void Metrics(HtmlWriter html, RunHistory earlier)
    {
        var now = _now.All().ToDictionary(metric => metric.Name, StringComparer.Ordinal);
        List<MetricTrend> trends =
        [
            .. earlier
                .Metrics.Where(metric => now.TryGetValue(metric.Name, out var newest) && newest.IsShare == metric.IsShare)
                .Select(metric => metric with { Points = [.. metric.Points, now[metric.Name].Points[^1]] }),
        ];
        if (trends.Count == 0)
        {
            return;
        }

        html.Markup(
            "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Metrics over the last runs\"><table class=\"past\"><caption>Metrics, mean of all repetitions of a run</caption><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\">Last runs</th><th scope=\"col\" class=\"number\">Before</th><th scope=\"col\" class=\"number\">Now</th><th scope=\"col\" class=\"number\">Change</th></tr></thead><tbody>"
        );
        foreach (var trend in trends.Take(MaxMetrics))
        {
            html.Write($"<tr><th scope=\"row\">{trend.Name}</th><td>");
            TrendLine.Write(html, trend);
            html.Write(
                $"</td><td class=\"number\">{MetricText.Value(trend, trend.Before ?? trend.Now)}</td><td class=\"number\">{MetricText.Value(trend, trend.Now)}</td><td class=\"number\">{MetricText.Change(trend)}</td></tr>"
            );
        }

        html.Markup("</tbody></table></div>");
        if (trends.Count > MaxMetrics)
        {
            html.Write($"<p class=\"soft\">And {trends.Count - MaxMetrics} more: <code>cekura history</code> has all of them.</p>");
        }
    }

    private static bool IsWorthARow(TestPast past) =>
        past.Standing is not (TestStanding.Unknown or TestStanding.StillPasses or TestStanding.New);

    private static string Since(TestPast past) =>
        past.Standing is TestStanding.Regression or TestStanding.StillFails or TestStanding.Fixed && past.Since is { } since
            ? $" since {since.Name}"
            : "";

    private static string Share(PassRate rate) => string.Create(CultureInfo.InvariantCulture, $"{rate.Passed} of {rate.Total}");

    private static string Chance(double probability) => $"p = {NumberText.Of(Math.Round(probability, 3))}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Moment(PastRun run) => run.Started.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private sealed record Row(CaseEntry Entry, TestPast Past);
}

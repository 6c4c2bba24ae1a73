using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Html;

/// <summary>What the earlier runs say beside this one: the tests that moved and those that keep failing, and the metrics over time. Not
/// thread-safe.</summary>
internal sealed class HistoryPanel
{
    /// <summary>How many outcomes of a test are drawn.</summary>
    public const int Drawn = 20;

    private const int MaxRows = 50;

    private readonly List<PastRow> _tests = [];
    private readonly MetricTrends _now = new();
    private PastRun? _run;

    /// <summary>Takes a finished test in. One without a past has nothing to show.</summary>
    public void Add(CaseEntry entry, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Past is { } past)
        {
            _run ??= past.Outcomes[^1].Run;
            _tests.Add(new PastRow(entry.Case.DisplayName, entry.Anchor, past));
            _now.Add(_run, RecordedMetric.Of(verdict.Runs));
        }
    }

    /// <summary>Whether there is a section.</summary>
    /// <param name="earlier">The earlier runs.</param>
    public bool Has(RunHistory earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return earlier.Runs.Count > 0 && _tests.Count > 0;
    }

    /// <summary>The section; nothing where no earlier run is remembered.</summary>
    /// <param name="html">The page.</param>
    /// <param name="earlier">The earlier runs.</param>
    public void Write(HtmlWriter html, RunHistory earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (!Has(earlier))
        {
            return;
        }

        html.Write(
            $"<section aria-labelledby=\"history\" class=\"history\"><h2 id=\"history\">History</h2><p class=\"soft\">Beside {Counted.Of(earlier.Runs.Count, "earlier run")} since {Moment(earlier.Runs[0])}.</p>"
        );
        PastTable.Write(html, _tests, MaxRows);
        var now = _now.All().ToDictionary(metric => metric.Name, StringComparer.Ordinal);
        TrendTable.Write(
            html,
            [
                .. earlier
                    .Metrics.Where(metric => now.TryGetValue(metric.Name, out var newest) && newest.IsShare == metric.IsShare)
                    .Select(metric => metric with { Points = [.. metric.Points, now[metric.Name].Points[^1]] }),
            ]
        );
        html.Markup("</section>");
    }

    /// <summary>The past of one test in its own panel, where there is anything to say of it.</summary>
    public static void WriteCase(HtmlWriter html, CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Past is { } past && PastTable.IsWorthARow(past))
        {
            var word = StandingWord.Of(past.Standing);
            html.Write(
                $"<p class=\"past\"><span class=\"spark-text\" aria-hidden=\"true\">{Sparkline.Of(past.Outcomes, Drawn)}</span> <strong>{char.ToUpperInvariant(word[0]) + word[1..]}</strong>{PastTable.Since(past)}: {past.Rate.ToString()} in {Counted.Of(past.Runs, "run")}.</p>"
            );
        }
    }

    private static string Moment(PastRun run) => run.Started.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

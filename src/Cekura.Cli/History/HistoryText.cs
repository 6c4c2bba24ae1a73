using System.Globalization;
using System.Text;
using Cekura.Cli.Output;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.History;

/// <summary>A history for people.</summary>
internal static class HistoryText
{
    private const int Shown = 20;
    private const int MaxRows = 50;

    // What people act on first.
    private static readonly TestStanding[] Order =
    [
        TestStanding.Regression,
        TestStanding.StillFails,
        TestStanding.Flips,
        TestStanding.Fixed,
        TestStanding.New,
        TestStanding.Unknown,
        TestStanding.StillPasses,
    ];

    /// <summary>The tests, the metrics, and what moved most in the last run.</summary>
    /// <param name="project">Name of the test project.</param>
    /// <param name="history">Its history.</param>
    /// <param name="tests">The tests that are shown.</param>
    /// <param name="isAll">Whether tests that pass as before are shown too.</param>
    /// <param name="width">Columns of the terminal; null: lines are as long as they are.</param>
    public static string Of(string project, RunHistory history, IReadOnlyList<TestPast> tests, bool isAll, int? width)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{UntrustedText.Line(project)}: {Counted.Of(history.Runs.Count, "run")}, the first {history.Runs[0].Name}, the last {history.Runs[^1].Name}.\n\n"
        );
        var worth = tests.Where(test => isAll || test.Standing is not TestStanding.StillPasses).ToList();
        var rows = worth
            .OrderBy(test => Array.IndexOf(Order, test.Standing))
            .ThenBy(test => test.Test, StringComparer.Ordinal)
            .Take(isAll ? int.MaxValue : MaxRows)
            .ToList();
        Tests(text, rows, width);
        Rest(text, tests.Count - worth.Count, worth.Count - rows.Count);
        Metrics(text, history, width);
        Movers(text, tests, width);
        return text.ToString();
    }

    private static void Tests(StringBuilder text, List<TestPast> rows, int? width)
    {
        if (rows.Count > 0)
        {
            var table = new TextTable("STANDING", "LAST RUNS", "PASSED", "SINCE", "TEST");
            foreach (var test in rows)
            {
                table.Add(
                    StandingWord.Of(test.Standing),
                    Sparkline.Of(test.Outcomes, Shown),
                    Rate(test),
                    test.Standing is TestStanding.Flips or TestStanding.New ? "" : test.Since?.Name,
                    test.Name
                );
            }

            text.Append(table.Write(width));
        }
    }

    private static void Rest(StringBuilder text, int passing, int more)
    {
        if (more > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"… and {more} more. --all shows every test.\n");
        }

        if (passing > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Counted.Of(passing, "test passes", "tests pass")} as before{(more > 0 ? "" : ". --all shows every test")}.\n"
            );
        }
    }

    private static void Metrics(StringBuilder text, RunHistory history, int? width)
    {
        if (history.Metrics.Count == 0)
        {
            return;
        }

        var table = new TextTable("METRIC", "LAST RUNS", "BEFORE", "NOW", "CHANGE");
        foreach (var metric in history.Metrics)
        {
            table.Add(
                metric.Name,
                Sparkline.Of(metric.Points, Shown),
                metric.Before is { } before ? MetricText.Value(metric, before) : "-",
                MetricText.Value(metric, metric.Now),
                MetricText.Change(metric)
            );
        }

        text.Append('\n').Append(table.Write(width));
    }

    private static void Movers(StringBuilder text, IReadOnlyList<TestPast> tests, int? width)
    {
        var movers = Mover.Of(tests).Take(10).ToList();
        if (movers.Count == 0)
        {
            return;
        }

        var table = new TextTable("BIGGEST MOVERS", "BEFORE", "NOW", "P");
        foreach (var mover in movers)
        {
            table.Add(
                mover.Past.Name,
                $"{mover.Before.Passed} of {mover.Before.Total}",
                $"{mover.Now.Passed} of {mover.Now.Total}",
                NumberText.Of(Math.Round(mover.Probability, 3))
            );
        }

        text.Append('\n').Append(table.Write(width));
    }

    private static string Rate(TestPast test)
    {
        if (test.Rate.Total == 0)
        {
            return "-";
        }

        var (low, high) = test.Rate.Interval;
        return $"{test.Rate.Passed} of {test.Rate.Total} ({NumberText.Percent(low, 0)} to {NumberText.Percent(high, 0)} %)";
    }
}

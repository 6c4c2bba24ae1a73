using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Cli.Output;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.History;

/// <summary>The history of one test: how it stands, and each run with why it did not pass there.</summary>
internal static class TestHistoryText
{
    /// <param name="past">The test.</param>
    /// <param name="runs">The runs that have it, each with this test alone, newest first.</param>
    /// <param name="metrics">Its metrics.</param>
    /// <param name="width">Columns of the terminal; null: lines are as long as they are.</param>
    public static string Of(TestPast past, IReadOnlyList<LastTestRun> runs, IReadOnlyList<MetricTrend> metrics, int? width)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{UntrustedText.Line(past.Name)}\n{UntrustedText.Line(past.Test)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Sparkline.Of(past.Outcomes, past.Outcomes.Count)}  {StandingWord.Of(past.Standing)}");
        if (past is { Since: { } since, Standing: not (TestStanding.Flips or TestStanding.New) })
        {
            text.Append(CultureInfo.InvariantCulture, $" since {since.Name}");
        }

        text.Append(CultureInfo.InvariantCulture, $"; {past.Rate} in {Counted.Of(past.Runs, "run")}.\n\n");
        var table = new TextTable("RUN", "PASSED", "WHY");
        foreach (var run in runs)
        {
            var test = run.Tests[^1];
            table.Add(RunHistory.PastOf(run).Name, $"{test.Rate.Passed} of {test.Rate.Total}", Why(test));
        }

        text.Append(table.Write(width));
        foreach (var metric in metrics)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{(metric == metrics[0] ? "\n" : "")}{UntrustedText.Line(metric.Name)}: {Sparkline.Of(metric.Points, metric.Points.Count)} {MetricText.Value(metric, metric.Now)}{(MetricText.Change(metric) is { Length: > 0 } change ? $" ({change})" : "")}\n"
            );
        }

        return text.ToString();
    }

    /// <summary>The causes of each run, for machines.</summary>
    public static JsonArray Causes(IReadOnlyList<LastTestRun> runs) =>
        [
            .. runs.Select(run => new JsonObject
            {
                ["started"] = HistoryJson.Moment(run.Started),
                ["commit"] = run.Commit,
                ["causes"] = new JsonArray([
                    .. (run.Tests[^1].Details?.Causes ?? []).Select(cause => new JsonObject
                    {
                        ["key"] = cause.Key,
                        ["kind"] = cause.Kind.ToString().ToLowerInvariant(),
                        ["text"] = cause.Text,
                        ["repetitions"] = cause.Repetitions.Count,
                    }),
                ]),
            }),
        ];

    private static string Why(TestRecord test) =>
        test.Details?.Causes is { Count: > 0 } causes ? string.Join("; ", causes.Select(cause => cause.Text))
        : test.Outcome == Outcome.Passed ? ""
        : test.TookPlace ? "failed"
        : test.Outcome.ToString().ToLowerInvariant();
}

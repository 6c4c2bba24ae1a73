using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Cli.History;

/// <summary>A history for machines.</summary>
internal static class HistoryJson
{
    public static JsonObject Of(string project, RunHistory history, IReadOnlyList<TestPast> tests)
    {
        // Two runs may have begun in the same moment.
        var numbers = new Dictionary<object, int>(ReferenceEqualityComparer.Instance);
        foreach (var run in history.Runs)
        {
            numbers[run] = numbers.Count;
        }

        return new JsonObject
        {
            ["project"] = project,
            ["runs"] = new JsonArray([.. history.Runs.Select(Run)]),
            ["tests"] = new JsonArray([.. tests.Select(test => Test(test, numbers))]),
            ["metrics"] = new JsonArray([.. history.Metrics.Select(metric => Metric(metric, numbers))]),
            ["movers"] = new JsonArray([.. Mover.Of(tests).Select(MoverOf)]),
        };
    }

    /// <summary>A moment in UTC, to the second.</summary>
    public static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static JsonObject Run(PastRun run) =>
        new()
        {
            ["started"] = Moment(run.Started),
            ["commit"] = run.Commit,
            ["branch"] = run.Branch,
            ["imported"] = run.IsImported,
        };

    private static JsonObject Test(TestPast test, Dictionary<object, int> numbers)
    {
        var (low, high) = test.Rate.Interval;
        return new JsonObject
        {
            ["test"] = test.Test,
            ["name"] = test.Name,
            ["standing"] = StandingWord.Of(test.Standing).Replace(' ', '_'),
            ["since"] = test.Since is { } since ? Moment(since.Started) : null,
            ["since_commit"] = test.Since?.Commit,
            ["runs"] = test.Runs,
            ["passed"] = test.Rate.Passed,
            ["total"] = test.Rate.Total,
            ["low"] = Math.Round(low, 4),
            ["high"] = Math.Round(high, 4),
            ["outcomes"] = new JsonArray([
                .. test.Outcomes.Select(outcome => new JsonObject
                {
                    ["run"] = numbers[outcome.Run],
                    ["outcome"] = outcome.Outcome.ToString().ToLowerInvariant(),
                    ["passed"] = outcome.Rate.Passed,
                    ["total"] = outcome.Rate.Total,
                    ["took_place"] = outcome.TookPlace,
                }),
            ]),
        };
    }

    private static JsonObject Metric(MetricTrend metric, Dictionary<object, int> numbers) =>
        new()
        {
            ["name"] = metric.Name,
            ["is_share"] = metric.IsShare,
            ["before"] = metric.Before,
            ["now"] = metric.Now,
            ["points"] = new JsonArray([
                .. metric.Points.Select(point => new JsonObject
                {
                    ["run"] = numbers[point.Run],
                    ["mean"] = point.Mean,
                    ["count"] = point.Count,
                }),
            ]),
        };

    private static JsonObject MoverOf(Mover mover) =>
        new()
        {
            ["test"] = mover.Past.Test,
            ["before_passed"] = mover.Before.Passed,
            ["before_total"] = mover.Before.Total,
            ["now_passed"] = mover.Now.Passed,
            ["now_total"] = mover.Now.Total,
            ["p"] = Math.Round(mover.Probability, 6),
        };
}

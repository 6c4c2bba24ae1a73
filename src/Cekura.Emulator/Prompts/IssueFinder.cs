using System.Text.Json.Nodes;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Prompts;

/// <summary>
/// Finds what a better prompt would mend: unmet parts of expected outcomes, failed metrics, critical deviations that are not marked as
/// wrong.
/// </summary>
internal static class IssueFinder
{
    /// <param name="runs">The runs to search.</param>
    /// <param name="categories">Critical categories to search; null: all.</param>
    /// <param name="metrics">Metrics to search; null: all.</param>
    /// <returns>What most runs show comes first.</returns>
    public static IReadOnlyList<Issue> Find(
        IReadOnlyList<EmulatedRun> runs,
        IReadOnlyList<long>? categories,
        IReadOnlyList<long>? metrics
    ) =>
        [
            .. runs.Where(run => run.State.Score is not null)
                .SelectMany(run =>
                    Of(run.State.Score!, categories, metrics).Distinct().Select(found => (found.Description, found.Advice, run.Id))
                )
                .GroupBy(found => (found.Description, found.Advice))
                .Select(group => new Issue(group.Key.Description, group.Key.Advice, [.. group.Select(found => found.Id).Order()]))
                .OrderByDescending(issue => issue.Runs.Count)
                .ThenBy(issue => issue.Description, StringComparer.Ordinal),
        ];

    private static IEnumerable<(string Description, string Advice)> Of(
        Score score,
        IReadOnlyList<long>? categories,
        IReadOnlyList<long>? metrics
    ) => [.. UnmetParts(score), .. FailedMetrics(score, metrics), .. Deviations(score, categories)];

    private static IEnumerable<(string Description, string Advice)> UnmetParts(Score score) =>
        from part in (score.ExpectedOutcome?["outcome_alignments"] as JsonArray ?? []).OfType<JsonObject>()
        where part["aligned"]?.ToString() is "no" or "false"
        select ($"Expected outcome not met: {part["prompt_part"]}", $"{part["prompt_part"]}");

    // The built-in metric only repeats the parts.
    private static IEnumerable<(string Description, string Advice)> FailedMetrics(Score score, IReadOnlyList<long>? wanted) =>
        from metric in score.Metrics.OfType<JsonObject>()
        let rule = score.Rubric?.FirstOrDefault(entry => LooseComparison.Matches(metric["id"], entry?["metric_id"]))
        where rule is null ? Scorer.IsFailedBinary(metric) : !rule["passed"]!.GetValue<bool>()
        where metric["vocera_defined_metric_code"]?.ToString() != Metric.ExpectedOutcomeCode
        where wanted?.Any(id => LooseComparison.Matches(id, metric["id"])) ?? true
        select ($"Metric failed: {metric["name"]}", $"Satisfy the metric \"{metric["name"]}\".");

    private static IEnumerable<(string Description, string Advice)> Deviations(Score score, IReadOnlyList<long>? wanted) =>
        from entry in score.CriticalCategories.OfType<JsonObject>()
        where entry["wrongly_marked"]?.GetValue<bool>() != true
        where wanted?.Any(id => LooseComparison.Matches(id, entry["category_id"])) ?? true
        select ($"Critical deviation: {entry["category"]}", $"Never deviate in \"{entry["category"]}\".");
}

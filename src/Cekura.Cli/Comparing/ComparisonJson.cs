using System.Text.Json.Nodes;
using Cekura.Runs.Comparison;

namespace Cekura.Cli.Comparing;

/// <summary>A comparison for machines.</summary>
internal static class ComparisonJson
{
    private const int Digits = 6;

    public static JsonObject Of(PairedComparison comparison, IReadOnlyList<string> notes) =>
        new()
        {
            ["a"] = Side(comparison.A),
            ["b"] = Side(comparison.B),
            ["regression_shown"] = comparison.ShowsRegression,
            ["comparisons"] = comparison.Comparisons,
            ["verdicts"] = Verdicts(comparison.Verdicts),
            ["metrics"] = new JsonArray([.. comparison.Metrics.Select(Metric)]),
            ["tests"] = new JsonArray([.. comparison.Tests.Select(Test)]),
            ["only_in_a"] = Names(comparison.OnlyInA),
            ["only_in_b"] = Names(comparison.OnlyInB),
            ["left_out"] = new JsonObject
            {
                ["did_not_take_place_in_a"] = comparison.LeftOut.DidNotTakePlaceInA,
                ["did_not_take_place_in_b"] = comparison.LeftOut.DidNotTakePlaceInB,
                ["not_scored_in_a"] = comparison.LeftOut.NotScoredInA,
                ["not_scored_in_b"] = comparison.LeftOut.NotScoredInB,
                ["without_counterpart"] = comparison.LeftOut.WithoutCounterpart,
                ["tests_without_pair"] = comparison.LeftOut.Tests,
            },
            ["notes"] = new JsonArray([.. ComparisonWords.Notes(comparison).Concat(notes).Select(note => JsonValue.Create(note))]),
        };

    private static JsonObject Side(ComparedSide side) => new() { ["name"] = side.Name, ["about"] = side.About };

    private static JsonArray Names(IReadOnlyList<SideTest> tests) => [.. tests.Select(test => JsonValue.Create(test.Test))];

    private static JsonObject Verdicts(VerdictComparison verdicts) =>
        new()
        {
            ["finding"] = Word(verdicts.Finding),
            ["pairs"] = verdicts.Pairs,
            ["both_passed"] = verdicts.BothPassed,
            ["only_a_passed"] = verdicts.OnlyA,
            ["only_b_passed"] = verdicts.OnlyB,
            ["none_passed"] = verdicts.NonePassed,
            ["difference"] = Round(verdicts.Difference),
            ["p"] = Round(verdicts.Probability),
            ["p_corrected"] = Round(verdicts.Corrected),
            ["smallest_difference"] = Round(verdicts.SmallestDifference),
        };

    private static JsonObject Metric(MetricComparison metric) =>
        new()
        {
            ["name"] = metric.Name,
            ["finding"] = Word(metric.Finding),
            ["is_share"] = metric.IsShare,
            ["higher_is_better"] = metric.HigherIsBetter,
            ["count"] = metric.Units,
            ["mean_a"] = Round(metric.MeanOfA),
            ["mean_b"] = Round(metric.MeanOfB),
            ["difference"] = Round(metric.Bootstrap.Mean),
            ["low"] = Round(metric.Bootstrap.Low),
            ["high"] = Round(metric.Bootstrap.High),
            ["p"] = Round(metric.Bootstrap.Probability),
            ["p_corrected"] = Round(metric.Corrected),
            ["smallest_difference"] = Round(metric.SmallestDifference),
        };

    private static JsonObject Test(TestComparison test) =>
        new()
        {
            ["test"] = test.B.Test,
            ["name"] = test.Name,
            ["pairs"] = new JsonArray([
                .. test.Pairs.Select(pair => new JsonObject
                {
                    ["a"] = Word(pair.A.State),
                    ["b"] = Word(pair.B.State),
                    ["run_a"] = pair.A.RunId,
                    ["run_b"] = pair.B.RunId,
                    ["why_a"] = pair.A.Why,
                    ["why_b"] = pair.B.Why,
                }),
            ]),
        };

    private static string Word(ComparisonFinding finding) => FindingWord.Of(finding).Replace(' ', '_');

    private static string Word(RepetitionState state) =>
        state switch
        {
            RepetitionState.Passed => "passed",
            RepetitionState.Failed => "failed",
            RepetitionState.NotScored => "not_scored",
            _ => "did_not_take_place",
        };

    private static double? Round(double? value) => value is { } number ? Math.Round(number, Digits) : null;
}

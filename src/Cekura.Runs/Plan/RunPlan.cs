using System.Globalization;
using Cekura.Runs.Suites;

namespace Cekura.Runs.Plan;

/// <summary>The requests that start exactly the selected cases, as few as the selection allows.</summary>
/// <param name="Batches">One request each.</param>
public sealed record RunPlan(IReadOnlyList<StartBatch> Batches)
{
    /// <summary>Number of runs that the plan creates.</summary>
    public int RunCount => (int)Math.Min(int.MaxValue, Batches.Sum(batch => (long)batch.RunCount));

    /// <summary>
    /// Plans <paramref name="cases"/>. A request multiplies scenarios with personalities and profiles, so a selection with holes is
    /// cut into rectangles: a pair that was not selected is never started.
    /// </summary>
    /// <param name="cases">The selected cases, none of them skipped.</param>
    public static RunPlan For(IReadOnlyList<ScenarioCase> cases) =>
        new([.. cases.GroupBy(OptionsKey.Of).SelectMany(group => group.Key.Suite is null ? Rectangles.Cover([.. group]) : SuiteBatches.Cover([.. group]))]);

    /// <summary>The plan in a few words: <c>18 runs of 18 cases in 1 request</c>.</summary>
    public override string ToString() =>
        $"{Count(RunCount, "run")} of {Count(Batches.Sum(batch => batch.Cases.Count), "case")} in {Count(Batches.Count, "request")}";

    private static string Count(int number, string noun) => string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>What cases must share to travel in one request.</summary>
    private sealed record OptionsKey(string Mode, long? AgentId, string Options, SuiteHead? Suite, (int Frequency, bool OwnPersonality, bool OwnProfile) Rectangle)
    {
        public static OptionsKey Of(ScenarioCase scenarioCase) => new(
            scenarioCase.Mode,
            scenarioCase.AgentId,
            scenarioCase.Options?.ToJsonString() ?? "",
            scenarioCase.SuiteEntry?.Head,
            scenarioCase.SuiteEntry is null ? (scenarioCase.Frequency, scenarioCase.PersonalityId is null, scenarioCase.TestProfileId is null) : default);
    }
}

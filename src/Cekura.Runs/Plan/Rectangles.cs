using Cekura.Manifests.Cases;

namespace Cekura.Runs.Plan;

/// <summary>
/// Covers a selection of cases with full products, without overlap. Rows with the same columns join; the same is tried the other
/// way round, and the smaller cover wins. Finding the smallest cover of all is NP-hard and not worth the search.
/// </summary>
internal static class Rectangles
{
    public static IEnumerable<StartBatch> Cover(IReadOnlyList<ScenarioCase> cases)
    {
        var byScenario = Joined(cases, PlanKey.Scenario, PlanKey.Caller).SelectMany(SplitProfiles).ToList();
        if (byScenario.Count <= 1)
        {
            return byScenario;
        }

        var byCaller = Joined(cases, PlanKey.Caller, PlanKey.Scenario).SelectMany(SplitProfiles).ToList();
        return byCaller.Count < byScenario.Count ? byCaller : byScenario;
    }

    // Here every scenario has the same callers; what is left to do is to cut their personality × profile pairs into products.
    private static IEnumerable<StartBatch> SplitProfiles(IReadOnlyList<ScenarioCase> cases) =>
        Joined(cases, PlanKey.TestProfile, PlanKey.Personality).Select(Batch);

    /// <summary>Joins the rows that have the same columns.</summary>
    private static IEnumerable<IReadOnlyList<ScenarioCase>> Joined(
        IReadOnlyList<ScenarioCase> cases,
        Func<ScenarioCase, string> row,
        Func<ScenarioCase, string> column
    ) =>
        cases
            .GroupBy(row)
            .GroupBy(group => string.Join('|', group.Select(column).Order(StringComparer.Ordinal)))
            .Select(groups => groups.SelectMany(group => group).ToList());

    private static StartBatch Batch(IReadOnlyList<ScenarioCase> cases)
    {
        var first = cases[0];
        return new StartBatch
        {
            Mode = first.Mode,
            AgentId = first.AgentId,
            Frequency = first.Frequency,
            Options = first.Options,
            ScenarioIds = [.. cases.DistinctBy(PlanKey.Scenario).Select(scenarioCase => scenarioCase.ScenarioId)],
            PersonalityIds = [.. cases.DistinctBy(PlanKey.Personality).Select(scenarioCase => scenarioCase.PersonalityId).OfType<long>()],
            TestProfileIds = [.. cases.DistinctBy(PlanKey.TestProfile).Select(scenarioCase => scenarioCase.TestProfileId).OfType<long>()],
            Cases = cases,
        };
    }
}

namespace Cekura.Runs.Plan;

/// <summary>
/// Covers a selection of cases with full products, without overlap. Rows with the same columns join; the same is tried the other
/// way round, and the smaller cover wins. Finding the smallest cover of all is NP-hard and not worth the search.
/// </summary>
internal static class Rectangles
{
    public static IEnumerable<StartBatch> Cover(IReadOnlyList<ScenarioCase> cases)
    {
        var byScenario = JoinScenarios(cases).ToList();
        if (byScenario.Count <= 1)
        {
            return byScenario;
        }

        var byCaller = cases.GroupBy(Caller).GroupBy(group => SetKey(group.Select(c => c.ScenarioId))).SelectMany(groups => SplitProfiles([.. groups.SelectMany(g => g)])).ToList();
        return byCaller.Count < byScenario.Count ? byCaller : byScenario;
    }

    private static IEnumerable<StartBatch> JoinScenarios(IReadOnlyList<ScenarioCase> cases) =>
        cases.GroupBy(scenarioCase => scenarioCase.ScenarioId)
            .GroupBy(group => SetKey(group.Select(Caller)))
            .SelectMany(groups => SplitProfiles([.. groups.SelectMany(group => group)]));

    // Here every scenario has the same callers; what is left to do is to cut their personality × profile pairs into products.
    private static IEnumerable<StartBatch> SplitProfiles(IReadOnlyList<ScenarioCase> cases) =>
        cases.GroupBy(scenarioCase => scenarioCase.TestProfileId)
            .GroupBy(group => SetKey(group.Select(scenarioCase => scenarioCase.PersonalityId)))
            .Select(groups => Batch([.. groups.SelectMany(group => group)]));

    private static StartBatch Batch(IReadOnlyList<ScenarioCase> cases)
    {
        var first = cases[0];
        return new StartBatch
        {
            Mode = first.Mode,
            AgentId = first.AgentId,
            Frequency = first.Frequency,
            Options = first.Options,
            ScenarioIds = [.. cases.Select(scenarioCase => scenarioCase.ScenarioId).Distinct()],
            PersonalityIds = [.. cases.Select(scenarioCase => scenarioCase.PersonalityId).OfType<long>().Distinct()],
            TestProfileIds = [.. cases.Select(scenarioCase => scenarioCase.TestProfileId).OfType<long>().Distinct()],
            Cases = cases,
        };
    }

    private static (long? Personality, long? Profile) Caller(ScenarioCase scenarioCase) => (scenarioCase.PersonalityId, scenarioCase.TestProfileId);

    private static string SetKey<T>(IEnumerable<T> values) => string.Join('|', values.Select(value => value?.ToString() ?? "").Order(StringComparer.Ordinal));
}

using System.Globalization;

namespace Cekura.Manifests.Cases;

/// <summary>
/// What cases are grouped by, as text: of grouping by text the runtime has compiled code at hand, and a selection of thousands is planned
/// before the runtime would have made its own for a type of ours.
/// </summary>
internal static class PlanKey
{
    public static string Scenario(ScenarioCase scenarioCase) => Text(scenarioCase.ScenarioId);

    public static string Personality(ScenarioCase scenarioCase) => Text(scenarioCase.PersonalityId);

    public static string TestProfile(ScenarioCase scenarioCase) => Text(scenarioCase.TestProfileId);

    public static string Caller(ScenarioCase scenarioCase) => $"{Personality(scenarioCase)}/{TestProfile(scenarioCase)}";

    public static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

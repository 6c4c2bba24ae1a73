using Cekura.Manifests.Manifest;

namespace Cekura.Manifests.Cases;

/// <summary>
/// What tests were called when those that shared a name all carried their ids. Baselines, durations and remembered runs of that time are
/// still found: ids, caller and mode name one case, whatever stood beside it.
/// </summary>
internal static class FormerNames
{
    /// <summary>The value that stands for a case under its name, else under the one that it had; default when there is neither.</summary>
    public static bool TryFind<TValue>(IReadOnlyDictionary<string, TValue> values, ScenarioCase scenarioCase, out TValue? value) =>
        values.TryGetValue(scenarioCase.FullyQualifiedName, out value)
        || (values.Count > 0 && Of(scenarioCase) is { } former && values.TryGetValue(former, out value));

    /// <summary>
    /// The name with ids; null where it says nothing, because several cases would have had it, or it went by the place in a file.
    /// </summary>
    public static string? Of(ScenarioCase scenarioCase)
    {
        if (scenarioCase.FormerName is { } given)
        {
            return given;
        }

        if (scenarioCase.HasTwin || scenarioCase.SuiteEntry is { Key: null })
        {
            return null;
        }

        var id = scenarioCase.SuiteEntry is { Key: { } key } ? TestName.Segment(key) : PlanKey.Scenario(scenarioCase);
        var name = scenarioCase.FullyQualifiedName;
        var scenarioEnd = name.LastIndexOf('.');
        var leaf = TestName.Segment(CaseNames.Caller(scenarioCase, " "));
        var (personality, profile) = (PlanKey.Personality(scenarioCase), PlanKey.TestProfile(scenarioCase));
        var ids = $"{(personality.Length > 0 ? "_" : "")}{personality}{(profile.Length > 0 ? "_" : "")}{profile}";
        return scenarioEnd < 0 ? null : $"{name[..scenarioEnd]}_{id}.{leaf}{ids}_{TestName.Segment(scenarioCase.Mode)}";
    }
}

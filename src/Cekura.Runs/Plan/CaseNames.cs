using Cekura.Runs.Report;

namespace Cekura.Runs.Plan;

/// <summary>
/// Gives cases their names. Names are for people and may repeat; ids are the identity. Where two cases would share a name, all of
/// them get their ids appended, so that no name depends on the order of the manifest.
/// </summary>
internal static class CaseNames
{
    public static IReadOnlyList<ScenarioCase> MakeUnique(string suite, IReadOnlyList<ScenarioCase> cases)
    {
        // Scenarios and personalities are few, and their products many.
        var segments = new Dictionary<string, string>(StringComparer.Ordinal);
        var named = cases.Select(scenarioCase => Name(suite, scenarioCase, withIds: false, Segment)).ToList();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var shared = named.Select(scenarioCase => scenarioCase.FullyQualifiedName).Where(name => !seen.Add(name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return shared.Count == 0 ? named : [.. named.Select(scenarioCase => shared.Contains(scenarioCase.FullyQualifiedName) ? Name(suite, scenarioCase, withIds: true, Segment) : scenarioCase)];

        string Segment(string name) => segments.TryGetValue(name, out var segment) ? segment : segments[name] = TestName.Segment(name);
    }

    private static ScenarioCase Name(string suite, ScenarioCase scenarioCase, bool withIds, Func<string, string> segmentOf)
    {
        var personality = scenarioCase.PersonalityName ?? "Own personality";
        string[] caller = scenarioCase.TestProfileName is { } profile ? [personality, profile] : [personality];
        var leaf = segmentOf(string.Join(' ', caller));
        var scenario = segmentOf(scenarioCase.ScenarioName);
        var label = string.Join(", ", caller);
        if (withIds)
        {
            var id = scenarioCase.SuiteEntry is { } entry ? TestName.Segment(entry.Key ?? $"case {entry.Index + 1}") : PlanKey.Scenario(scenarioCase);
            scenario = $"{scenario}_{id}";
            var ids = new[] { PlanKey.Personality(scenarioCase), PlanKey.TestProfile(scenarioCase) }.Where(part => part.Length > 0);
            leaf = string.Join('_', [leaf, .. ids, TestName.Segment(scenarioCase.Mode)]);
            label = $"{label}, {string.Join(", ", ids.Prepend(id))}, {scenarioCase.Mode}";
        }

        return scenarioCase with
        {
            FullyQualifiedName = string.Join('.', [segmentOf(suite), .. TestName.Segments(scenarioCase.Folder), scenario, leaf]),

            // Names come from the service too, and every console and build server reads them.
            DisplayName = UntrustedText.Defused($"{TestName.Line(scenarioCase.ScenarioName)} [{TestName.Line(label)}]"),
        };
    }
}

using Cekura.Manifests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>
/// Gives cases their names. A name is made of what the case says itself and of nothing else: names of scenario, personality and test
/// profile, and the <c>variant</c> of its entry. So no test is renamed because another one comes, goes or moves. Two that would share a
/// name are refused by <see cref="Discovery.SameTests"/>. Mode, agent and ids are no part of it: a setting may change the first two for
/// all.
/// </summary>
internal static class CaseNames
{
    public static IReadOnlyList<ScenarioCase> Name(string suite, IReadOnlyList<ScenarioCase> cases)
    {
        // Scenarios and personalities are few, and their products many.
        var segments = new Dictionary<string, string>(StringComparer.Ordinal);
        var named = new List<ScenarioCase>(cases.Count);
        var twins = Twins(cases);
        foreach (var scenarioCase in cases)
        {
            var one = Name(suite, scenarioCase, Segment);
            named.Add(twins.Count > 0 && twins.Contains(FormerKey(one)) ? one with { HasTwin = true } : one);
        }

        return named;

        string Segment(string name) => segments.TryGetValue(name, out var segment) ? segment : segments[name] = TestName.Segment(name);
    }

    public static string Caller(ScenarioCase scenarioCase, string separator)
    {
        var personality = scenarioCase.PersonalityName ?? "Own personality";
        return scenarioCase.TestProfileName is { } profile ? $"{personality}{separator}{profile}" : personality;
    }

    /// <summary>What several cases have in common by which they were once named, which only a variant can tell apart.</summary>
    private static HashSet<string> Twins(IReadOnlyList<ScenarioCase> cases)
    {
        var (seen, twins) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        if (cases.Any(scenarioCase => scenarioCase.Variant is not null))
        {
            foreach (var key in cases.Select(FormerKey).Where(key => !seen.Add(key)))
            {
                twins.Add(key);
            }
        }

        return twins;
    }

    private static string FormerKey(ScenarioCase scenarioCase) =>
        $"{PlanKey.Scenario(scenarioCase)}/{PlanKey.Caller(scenarioCase)}/{scenarioCase.Mode}/{scenarioCase.SuiteEntry?.Index}";

    private static ScenarioCase Name(string suite, ScenarioCase scenarioCase, Func<string, string> segmentOf)
    {
        var leaf = segmentOf(Caller(scenarioCase, " "));
        var label = TestName.Line(Caller(scenarioCase, ", "));
        if (scenarioCase.Variant is { } variant)
        {
            leaf = $"{leaf}_{segmentOf(variant).TrimStart('_')}";
            label = $"{label}, {TestName.Line(variant)}";
        }

        return scenarioCase with
        {
            FullyQualifiedName = string.Join(
                '.',
                [segmentOf(suite), .. TestName.Segments(scenarioCase.Folder), segmentOf(scenarioCase.ScenarioName), leaf]
            ),

            // Names come from the service too, and every console and build server reads them.
            DisplayName = UntrustedText.Defused(
                $"{(TestName.Line(scenarioCase.ScenarioName) is { Length: > 0 } line ? line : "Unnamed")} [{label}]"
            ),
        };
    }
}

using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>Within a manifest no pair stands twice; names may, and two manifests or suites of one project can collide in both.</summary>
internal static class SameTests
{
    /// <summary>
    /// Reports the first collision within each suite and of each two suites. The platform would take two tests of one name for one, and a
    /// pair that stands twice would be paid twice: with either nothing is left, so that nothing starts. Where only the settings make two
    /// pairs the same, the first is left.
    /// </summary>
    /// <param name="suites">All suites of the project.</param>
    /// <param name="settings">The settings that the cases have from.</param>
    /// <param name="problems">Takes what is wrong.</param>
    public static IReadOnlyList<DiscoveredSuite> Settle(
        IReadOnlyList<DiscoveredSuite> suites,
        CekuraSettings settings,
        ICollection<ManifestDiagnostic> problems
    )
    {
        var isOfSettings =
            settings.Mode is not null
            || settings.AgentId is not null
            || settings.PersonalityIds.Count > 0
            || settings.TestProfileIds.Count > 0
            || settings.Options.Count > 0;
        var names = new Dictionary<string, ScenarioCase>(StringComparer.OrdinalIgnoreCase);
        var pairs = new Dictionary<string, ScenarioCase>(StringComparer.Ordinal);
        var isWrong = false;
        var settled = new List<DiscoveredSuite>(suites.Count);
        foreach (var suite in suites)
        {
            if (DuplicateTestNames.First(suite.Cases) is { } problem)
            {
                problems.Add(problem);
                isWrong = true;
                settled.Add(suite);
                continue;
            }

            if (suites.Count == 1)
            {
                return suites;
            }

            if (suite.Cases.FirstOrDefault(scenarioCase => names.ContainsKey(scenarioCase.FullyQualifiedName)) is { } named)
            {
                problems.Add(SameName(named, names[named.FullyQualifiedName]));
                isWrong = true;
                settled.Add(suite);
                continue;
            }

            var twice = suite.Cases.Where(scenarioCase => Earlier(scenarioCase, pairs) is not null).ToList();
            if (twice.Count > 0)
            {
                problems.Add(SamePair(twice[0], Earlier(twice[0], pairs)!, twice.Count - 1, isOfSettings));
                isWrong |= !isOfSettings;
            }

            settled.Add(twice.Count == 0 ? suite : suite with { Cases = [.. suite.Cases.Except(twice)] });
            foreach (var scenarioCase in suite.Cases)
            {
                names.TryAdd(scenarioCase.FullyQualifiedName, scenarioCase);
                if (IsStarted(scenarioCase))
                {
                    pairs.TryAdd(KeyOf(scenarioCase), scenarioCase);
                }
            }
        }

        return isWrong ? [.. suites.Select(suite => suite with { Cases = [] })] : settled;
    }

    // Of a suite's test case the service knows nothing, so two of them are the same only by name.
    private static bool IsStarted(ScenarioCase scenarioCase) => scenarioCase is { SuiteEntry: null, RunCount: > 0 };

    // Another agent, or another number to call, is another conversation.
    private static ScenarioCase? Earlier(ScenarioCase scenarioCase, Dictionary<string, ScenarioCase> pairs) =>
        IsStarted(scenarioCase)
        && pairs.TryGetValue(KeyOf(scenarioCase), out var first)
        && JsonNode.DeepEquals(first.Options, scenarioCase.Options)
            ? first
            : null;

    private static string KeyOf(ScenarioCase scenarioCase) =>
        $"{PlanKey.Scenario(scenarioCase)}/{PlanKey.Caller(scenarioCase)}/{scenarioCase.Mode}/{PlanKey.Text(scenarioCase.AgentId)}";

    private static ManifestDiagnostic SameName(ScenarioCase scenarioCase, ScenarioCase first) =>
        new(
            DiagnosticCodes.SameTestName,
            DiagnosticSeverity.Error,
            $"The test {scenarioCase.FullyQualifiedName} is already at {first.Location}, so nothing of this project starts. "
                + (Copy(scenarioCase, first) ?? "Give one of the two manifests or suites another \"name\"."),
            scenarioCase.Location
        );

    private static ManifestDiagnostic SamePair(ScenarioCase scenarioCase, ScenarioCase first, int others, bool isOfSettings)
    {
        var caller = scenarioCase.PersonalityId is { } personality ? $"personality {PlanKey.Text(personality)}" : "its own personality";
        var profile = scenarioCase.TestProfileId is { } id ? $", test profile {PlanKey.Text(id)}" : "";
        var rest = others == 0 ? "" : $" (and {PlanKey.Text(others)} more of its pairs)";
        var what =
            $"Scenario {PlanKey.Scenario(scenarioCase)} with {caller}{profile} in mode {scenarioCase.Mode}{rest} is already at {first.Location}";
        return isOfSettings
            ? new(
                DiagnosticCodes.DuplicatePair,
                DiagnosticSeverity.Warning,
                $"{what}, with what the settings say of mode, agent, callers and options, so it runs once, as {first.FullyQualifiedName}.",
                scenarioCase.Location
            )
            : new(
                DiagnosticCodes.DuplicatePair,
                DiagnosticSeverity.Error,
                $"{what}, and would be paid twice, so nothing of this project starts. "
                    + (Copy(scenarioCase, first) ?? "Remove one, or give them different personalities."),
                scenarioCase.Location
            );
    }

    private static string? Copy(ScenarioCase scenarioCase, ScenarioCase first)
    {
        var (copy, original) = (scenarioCase.Location.Path, first.Location.Path);
        try
        {
            return copy != original && File.ReadAllBytes(copy).AsSpan().SequenceEqual(File.ReadAllBytes(original))
                ? "The two files are the same. Delete one, or take it out of the project: <CekuraManifest Remove=\"…\" />, or CekuraSuite for a *.tests.json."
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

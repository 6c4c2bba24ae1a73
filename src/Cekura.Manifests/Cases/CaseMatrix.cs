using Cekura.Manifests.Manifest;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Settings;

namespace Cekura.Manifests.Cases;

/// <summary>Expands a manifest into its cases: scenario × personality × test profile, in the manifest's order.</summary>
internal static class CaseMatrix
{
    /// <summary>
    /// Expands <paramref name="manifest"/>. Settings stand above the manifest, value by value; <c>ScenarioIds</c>, <c>Tags</c> and
    /// <c>FolderPath</c> leave only the scenarios that match.
    /// </summary>
    /// <param name="manifest">A manifest without errors.</param>
    /// <param name="settings">The settings of this run.</param>
    /// <returns>The cases with their names; empty when the settings leave no scenario.</returns>
    public static IReadOnlyList<ScenarioCase> Expand(CekuraManifest manifest, CekuraSettings settings)
    {
        // The manifest holds no pair twice, but a mode, an agent or personalities of the settings may make two of them the same.
        var cases = manifest
            .Scenarios.Where(scenario => IsSelected(scenario, settings))
            .SelectMany(scenario => Expand(manifest, scenario, settings))
            .DistinctBy(scenarioCase =>
                $"{PlanKey.Scenario(scenarioCase)}/{PlanKey.Caller(scenarioCase)}/{scenarioCase.Mode}/{PlanKey.Text(scenarioCase.AgentId)}"
            )
            .ToList();
        return CaseNames.Name(manifest.Name, cases);
    }

    private static bool IsSelected(ManifestScenario scenario, CekuraSettings settings) =>
        (settings.ScenarioIds.Count == 0 || settings.ScenarioIds.Contains(scenario.Id))
        && (settings.Tags.Count == 0 || settings.Tags.Any(tag => scenario.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)))
        && (settings.FolderPath is not { Length: > 0 } folder || IsInside(scenario.Folder, folder));

    private static bool IsInside(string? folder, string wanted) =>
        folder is not null
        && (
            string.Equals(folder, wanted, StringComparison.OrdinalIgnoreCase)
            || folder.StartsWith(wanted + ".", StringComparison.OrdinalIgnoreCase)
        );

    private static IEnumerable<ScenarioCase> Expand(CekuraManifest manifest, ManifestScenario scenario, CekuraSettings settings)
    {
        var mode = settings.Mode ?? scenario.Mode ?? manifest.Mode ?? ModeTable.Default;
        var personalities = Axis.Of(
            settings.PersonalityIds,
            scenario.Personalities ?? manifest.Personalities,
            manifest.Personalities,
            Axis.Personality
        );
        var profiles = Axis.Of(
            settings.TestProfileIds,
            scenario.TestProfiles ?? manifest.TestProfiles,
            manifest.TestProfiles,
            Axis.TestProfile
        );
        var options = OptionOverlay.Of(
            ModeTable.Find(mode)!,
            manifest.Options.GetValueOrDefault(mode),
            scenario.Options.GetValueOrDefault(mode),
            settings.Options.GetValueOrDefault(mode)
        );

        var frequency = settings.Frequency ?? scenario.Frequency ?? 1;

        foreach (var personality in personalities)
        {
            foreach (var profile in profiles)
            {
                yield return new ScenarioCase
                {
                    FullyQualifiedName = "",
                    DisplayName = "",
                    ScenarioId = scenario.Id,
                    ScenarioName = scenario.Name,
                    Variant = scenario.Variant,
                    Folder = scenario.Folder,
                    Tags = scenario.Tags,
                    PersonalityId = personality?.Id,
                    PersonalityName = personality?.Name,
                    TestProfileId = profile?.Id,
                    TestProfileName = profile?.Name,
                    Mode = mode,
                    AgentId = settings.AgentId ?? scenario.AgentId ?? manifest.AgentId,
                    Frequency = frequency,

                    // A frequency of the settings may be below what the manifest asks to pass; all of them is then the most that can.
                    PassAtLeast = scenario.PassAtLeast is { } least ? Math.Min(least, frequency) : null,
                    Timeout = scenario.Timeout,
                    Expect = scenario.Expect,
                    TokenPrices = settings.TokenPrices,
                    Skip = scenario.Skip,
                    Quarantine = scenario.Quarantine,
                    Options = options,
                    Location = scenario.Location,
                };
            }
        }
    }
}

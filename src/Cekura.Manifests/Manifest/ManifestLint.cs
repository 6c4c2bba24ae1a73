using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>What is allowed in a manifest and probably not meant. Shown when a project is built, not when tests are discovered.</summary>
internal static class ManifestLint
{
    /// <summary>Checks a manifest without errors.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="time">Says which day it is; null: nothing that depends on the day is checked.</param>
    /// <returns>Warnings, by position.</returns>
    public static IReadOnlyList<ManifestDiagnostic> Check(CekuraManifest manifest, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return
        [
            .. UnusedPersonalities(manifest)
                .Concat(manifest.Scenarios.SelectMany(AllMustPass))
                .Concat(manifest.Scenarios.SelectMany(scenario => Quarantines(scenario, time)))
                .OrderBy(diagnostic => diagnostic.Location.Line)
                .ThenBy(diagnostic => diagnostic.Location.Column),
        ];
    }

    private static IEnumerable<ManifestDiagnostic> UnusedPersonalities(CekuraManifest manifest)
    {
        // Suites, and scenarios without a list of their own, take all of them.
        if (manifest.Suites.Count > 0 || manifest.Scenarios.Any(scenario => scenario.Personalities is null))
        {
            return [];
        }

        var used = manifest.Scenarios.SelectMany(scenario => scenario.Personalities!).Select(personality => personality.Id).ToHashSet();
        return manifest
            .Personalities.Where(personality => !used.Contains(personality.Id))
            .Select(personality =>
                Warning(
                    DiagnosticCodes.UnusedPersonality,
                    personality.Location,
                    $"Personality {personality.Id} is listed and never used: every scenario has a list of its own without it. Add it to one of them, or remove it here."
                )
            );
    }

    private static IEnumerable<ManifestDiagnostic> AllMustPass(ManifestScenario scenario) =>
        scenario is { Frequency: > 1, PassAtLeast: null }
            ?
            [
                Warning(
                    DiagnosticCodes.AllRepetitionsMustPass,
                    scenario.Location,
                    $"Scenario {scenario.Id} runs {scenario.Frequency} times and says not how many must pass, so by default a single failure fails it. "
                        + $"Add \"pass_at_least\", for example {Math.Max(1, scenario.Frequency.Value - 1)}; {scenario.Frequency} if all of them are meant."
                ),
            ]
            : [];

    private static IEnumerable<ManifestDiagnostic> Quarantines(ManifestScenario scenario, TimeProvider? time)
    {
        if (scenario.Quarantine is not { } quarantine)
        {
            yield break;
        }

        if (scenario.Skip is not null)
        {
            yield return Warning(
                DiagnosticCodes.QuarantineOfSkipped,
                quarantine.Location,
                $"Scenario {scenario.Id} is skipped, so its quarantine changes nothing. Remove \"skip\": in quarantine it runs, and its failures break nothing."
            );
        }
        else if (time is not null && quarantine.IsOver(time.GetUtcNow()))
        {
            yield return Warning(
                DiagnosticCodes.QuarantineOver,
                quarantine.Location,
                $"The quarantine of scenario {scenario.Id} ended with {quarantine.UntilText}: its failures fail again. Remove it, or give it another day."
            );
        }
    }

    private static ManifestDiagnostic Warning(string code, SourceLocation location, string message) =>
        new(code, DiagnosticSeverity.Warning, message, location);
}

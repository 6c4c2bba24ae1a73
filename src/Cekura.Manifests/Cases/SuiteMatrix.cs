using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>Expands a suite into its cases: test case × personality × test profile, in the suite's order.</summary>
internal static class SuiteMatrix
{
    private const string ProjectPersonality = "Default personality";

    /// <summary>
    /// Expands <paramref name="suite"/>. Personalities and test profiles of the settings, else of the manifest, take the place of the test
    /// cases' own. The frequency of the settings multiplies each test case's own, as it does in the service. <c>Tags</c> leaves only
    /// the test cases that match; <c>ScenarioIds</c> and <c>FolderPath</c> select scenarios of the service, so they leave none.
    /// </summary>
    /// <param name="suite">A suite without errors.</param>
    /// <param name="manifest">The manifest that lists it; null when no manifest does.</param>
    /// <param name="settings">The settings of this run.</param>
    /// <returns>The cases with their names; empty when the settings leave no test case.</returns>
    public static IReadOnlyList<ScenarioCase> Expand(TestSuite suite, CekuraManifest? manifest, CekuraSettings settings)
    {
        var target = SuiteTarget.Of(manifest, settings);
        var knownPersonalities = manifest?.Personalities ?? [];
        var personalities = Axis.Of(settings.PersonalityIds, knownPersonalities, knownPersonalities, Axis.Personality);
        var knownProfiles = manifest?.TestProfiles ?? [];
        var profiles = Axis.Of(settings.TestProfileIds, knownProfiles, knownProfiles, Axis.TestProfile);
        var cases =
            from entry in suite.Entries.Where(entry => IsSelected(entry, settings))
            from personality in personalities
            from profile in profiles
            let own = personality is null ? OwnPersonality(entry, knownPersonalities) : (personality.Id, personality.Name)
            select new ScenarioCase
            {
                FullyQualifiedName = "",
                DisplayName = "",
                ScenarioId = 0,
                SuiteEntry = entry,
                ScenarioName = entry.Name,
                Tags = entry.Tags,
                PersonalityId = own.Id,
                PersonalityName = own.Name,
                TestProfileId = profile?.Id,
                TestProfileName = profile?.Name,
                Mode = target.Mode,
                AgentId = target.AgentId,
                Frequency = (int)Math.Min(int.MaxValue, (long)entry.Frequency * (settings.Frequency ?? 1)),
                Options = target.Options,
                TokenPrices = settings.TokenPrices,
                Location = entry.Location,
            };
        return CaseNames.Name(suite.Name, [.. cases]);
    }

    private static bool IsSelected(SuiteEntry entry, CekuraSettings settings) =>
        settings.ScenarioIds.Count == 0
        && settings.FolderPath is not { Length: > 0 }
        && (settings.Tags.Count == 0 || settings.Tags.Any(tag => entry.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)));

    private static (long? Id, string Name) OwnPersonality(SuiteEntry entry, IReadOnlyList<NamedReference> known)
    {
        if (entry.Personality is not { } personality)
        {
            return (null, ProjectPersonality);
        }

        if (SchemaNumber.Integer(personality) is { } id)
        {
            return ((long)id, Axis.Entry((long)id, known, Axis.Personality).Name);
        }

        var name = personality.Member("name")?.Text;
        return string.IsNullOrWhiteSpace(name) && personality.Member("base") is { } basis
            ? (null, $"{Axis.Entry((long)SchemaNumber.Integer(basis)!, known, Axis.Personality).Name} adjusted")
            : (null, string.IsNullOrWhiteSpace(name) ? "Inline personality" : name);
    }
}

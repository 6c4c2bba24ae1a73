using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Cases;

/// <summary>A manifest without any JSON: <c>ScenarioIds</c>, with <c>PersonalityIds</c> and <c>TestProfileIds</c> if given.</summary>
internal static class SettingsManifest
{
    /// <summary>Makes the manifest that the settings describe.</summary>
    /// <param name="settings">Settings with at least one scenario id.</param>
    /// <param name="location">Where they stand; failing tests point to it.</param>
    /// <exception cref="ArgumentException">The settings name no scenario.</exception>
    public static CekuraManifest Create(CekuraSettings settings, SourceLocation location)
    {
        if (settings.ScenarioIds.Count == 0)
        {
            throw new ArgumentException("The settings name no scenario: ScenarioIds is empty.", nameof(settings));
        }

        return new CekuraManifest
        {
            Path = location.Path,
            Name = ManifestName.Default(location.Path),
            AgentId = settings.AgentId,
            Mode = settings.Mode,
            Personalities = [.. settings.PersonalityIds.Select(id => new NamedReference(id, Name: null, location))],
            TestProfiles = [.. settings.TestProfileIds.Select(id => new NamedReference(id, Name: null, location))],
            Scenarios =
            [
                .. settings.ScenarioIds.Select(id => new ManifestScenario
                {
                    Id = id,
                    Name = ScenarioReader.DefaultName(id),
                    Location = location,
                }),
            ],
        };
    }
}

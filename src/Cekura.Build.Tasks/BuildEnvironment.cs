using System.Collections;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Build.Tasks;

/// <summary>The machine around a build: environment variables and the user's config file.</summary>
internal sealed record BuildEnvironment(IReadOnlyDictionary<string, string?> Variables, ConfigFile Config)
{
    public static BuildEnvironment Read() =>
        new(
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToDictionary(
                    entry => (string)entry.Key,
                    entry => (string?)entry.Value,
                    OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
                ),
            ConfigFile.OfUser(HomeFolder.Find())
        );

    /// <summary>The settings that a test run would have, short of its command line.</summary>
    /// <param name="own">The project's own settings file; null or empty for none.</param>
    /// <param name="named">The file that is named for the run; null, empty, or the own one again for no other.</param>
    /// <param name="projectDirectory">Base of relative paths of the environment.</param>
    public SettingsReadResult ReadSettings(string? own, string? named, string projectDirectory) =>
        PlannedSettings.Read(own, named, projectDirectory, Variables, Config);
}

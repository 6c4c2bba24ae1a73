using System.Collections;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Discovery;

/// <summary>The machine around the adapter, read once: environment variables and the user's config file.</summary>
/// <param name="Variables">Environment variables.</param>
/// <param name="Config">The user's <c>config.toml</c>.</param>
/// <param name="Home">The user's home folder; empty: there is none.</param>
internal sealed record SettingsEnvironment(IReadOnlyDictionary<string, string?> Variables, ConfigFile Config, string Home)
{
    /// <summary>Reads the environment of this process.</summary>
    public static SettingsEnvironment Read() => Read(HomeFolder.Find());

    private static SettingsEnvironment Read(string home) =>
        new(
            Environment
                .GetEnvironmentVariables()
                .Cast<DictionaryEntry>()
                .ToDictionary(
                    entry => (string)entry.Key,
                    entry => (string?)entry.Value,
                    OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal
                ),
            ConfigFile.OfUser(home),
            home
        );

    /// <summary>Joins the run settings with the environment and the project's own settings.</summary>
    public SettingsReadResult ReadSettings(RunSettingsDocument runSettings, TestContainer container)
    {
        var problems = new List<SettingsDiagnostic>(runSettings.Misplaced.Select(misplaced => misplaced.In(SettingLayers.RunSettings)));
        var merged = new MergedSettings(runSettings, container, Variables).Split();
        var layers = merged.Layers with
        {
            TestConfig = (runSettings.TestConfig ?? SettingLayer.Empty) with { Directory = container.BaseDirectory },
            Environment = Variables,
            Config = Config,
            Directory = container.BaseDirectory,
        };
        return SettingsReader.Read(
            merged.HasProject ? layers : layers with { Project = ProjectSettings.Read(container, problems) },
            problems
        );
    }
}

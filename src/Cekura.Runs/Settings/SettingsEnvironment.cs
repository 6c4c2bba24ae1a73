using System.Collections;
using Cekura.Runs.Manifest;
using Cekura.Runs.Discovery;

namespace Cekura.Runs.Settings;

/// <summary>The machine around the adapter, read once: environment variables and the user's config file.</summary>
/// <param name="Variables">Environment variables.</param>
/// <param name="Config">The user's <c>config.toml</c>.</param>
/// <param name="Home">The user's home folder.</param>
internal sealed record SettingsEnvironment(IReadOnlyDictionary<string, string?> Variables, ConfigFile Config, string Home)
{
    private const string CommandLine = "command line";

    /// <summary>Reads the environment of this process.</summary>
    public static SettingsEnvironment Read() => Read(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    private static SettingsEnvironment Read(string home) => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
            entry => (string)entry.Key,
            entry => (string?)entry.Value,
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal),
        ConfigFile.Read(Path.Combine(home, ".cekura", "config.toml")),
        home);

    /// <summary>Joins the run settings with the environment; relative paths stand against the settings file, else the project.</summary>
    public SettingsReadResult ReadSettings(RunSettingsDocument runSettings, TestContainer container)
    {
        // The platform merges the command line into the file; the file itself tells them apart, so that the environment can stand between.
        var path = runSettings.Directory is { } directory ? Path.Combine(directory, TestContainer.SettingsFile) : null;
        var file = path is null ? null : RunSettingsDocument.TryLoad(path);
        var read = SettingsReader.Read(runSettings.Cekura, Variables, Config, runSettings.Directory ?? container.ProjectDirectory, file?.Cekura);
        return read with { Diagnostics = [.. read.Diagnostics.Select(diagnostic => diagnostic with { Source = PlaceOf(diagnostic) ?? diagnostic.Source })] };

        // Null where the settings file has another name, which the platform does not tell.
        string? PlaceOf(SettingsDiagnostic diagnostic) => diagnostic.Setting is not { } key ? null
            : file is null ? (path is null ? CommandLine : null)
            : file.Cekura.GetValueOrDefault(key) is { } written && written == runSettings.Cekura.GetValueOrDefault(key)
                ? new SourceLocation(path!, file.Places[key].Line, file.Places[key].Column).ToString()
                : CommandLine;
    }
}

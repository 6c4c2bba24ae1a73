using System.Collections;
using Cekura.Runs.Settings;

namespace Cekura.Build.Tasks;

/// <summary>The machine around a build: environment variables and the user's config file.</summary>
internal sealed record Surroundings(IReadOnlyDictionary<string, string?> Variables, ConfigFile Config)
{
    public static Surroundings Read() => new(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(
            entry => (string)entry.Key,
            entry => (string?)entry.Value,
            OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal),
        ConfigFile.Read(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cekura", "config.toml")));

    /// <summary>The settings that a test run would have, short of its command line.</summary>
    /// <param name="path">The settings file; null or empty for none.</param>
    /// <param name="projectDirectory">Base of relative paths without a file.</param>
    public SettingsReadResult ReadSettings(string? path, string projectDirectory)
    {
        var file = SettingsFile.Values(path);
        return SettingsReader.Read(file, Variables, Config, string.IsNullOrEmpty(path) ? projectDirectory : Path.GetDirectoryName(path), file);
    }
}

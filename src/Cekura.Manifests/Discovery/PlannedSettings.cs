using Cekura.Manifests.Settings;

namespace Cekura.Manifests.Discovery;

/// <summary>The settings that a test run would have, short of its command line.</summary>
internal static class PlannedSettings
{
    /// <summary>Reads the files, and joins them with the environment.</summary>
    /// <param name="own">The project's own settings file; null or empty for none.</param>
    /// <param name="named">The file that is named for the run; null, empty, or the own one again for no other.</param>
    /// <param name="directory">To what relative paths of the environment are relative.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="config">The config file.</param>
    public static SettingsReadResult Read(
        string? own,
        string? named,
        string directory,
        IReadOnlyDictionary<string, string?> environment,
        ConfigFile config
    )
    {
        var problems = new List<SettingsDiagnostic>();
        var layers = new SettingLayers
        {
            Project = Layer(own),
            Named = IsSame(own, named) ? SettingLayer.Empty : Layer(named),
            Environment = environment,
            Config = config,
            Directory = directory,
        };
        return SettingsReader.Read(layers, problems);

        SettingLayer Layer(string? path) => path is { Length: > 0 } file ? ProjectSettings.Read(file, file, problems) : SettingLayer.Empty;
    }

    private static bool IsSame(string? left, string? right) =>
        left is { Length: > 0 } && right is { Length: > 0 } && Path.GetFullPath(left) == Path.GetFullPath(right);
}

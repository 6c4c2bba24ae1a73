using System.Text.Json.Nodes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>
/// Where a value may come from, and which place wins: command line, environment, the file that was named, <c>testconfig.json</c>, the
/// project's own file, the config file.
/// </summary>
internal sealed record SettingLayers
{
    /// <summary>Source of what the run's settings say, where nobody knows more.</summary>
    public const string RunSettings = "runsettings";

    /// <summary>What was typed for this run.</summary>
    public SettingLayer CommandLine { get; init; } = SettingLayer.Empty;

    /// <summary>
    /// What was typed, or stands in the file that was named: the platform merges the two, and they cannot always be told apart.
    /// </summary>
    public SettingLayer Undecided { get; init; } = SettingLayer.Empty;

    /// <summary>The settings file that was named for this run.</summary>
    public SettingLayer Named { get; init; } = SettingLayer.Empty;

    /// <summary>The section of <c>testconfig.json</c>.</summary>
    public SettingLayer TestConfig { get; init; } = SettingLayer.Empty;

    /// <summary>The project's own settings file.</summary>
    public SettingLayer Project { get; init; } = SettingLayer.Empty;

    /// <summary>Environment variables.</summary>
    public required IReadOnlyDictionary<string, string?> Environment { get; init; }

    /// <summary>The config file, null for none.</summary>
    public ConfigFile? Config { get; init; }

    /// <summary>To what relative paths of the environment are relative.</summary>
    public required string Directory { get; init; }

    private IEnumerable<SettingLayer> FromStrongest => [CommandLine, Undecided, Named, TestConfig, Project];

    /// <summary>What is wrong with names.</summary>
    public IEnumerable<SettingsDiagnostic> CheckNames() =>
        FromStrongest
            .SelectMany(layer =>
                layer.Given.Keys.Select(key => SettingNames.CheckKey(key, layer.PlaceOf(key))).OfType<SettingsDiagnostic>()
            )
            .Concat(SettingNames.CheckVariables(Environment));

    /// <summary>The winning value; null when nobody gives one.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="diagnostics">Takes a warning when it cannot be known whether the environment or the run's settings should win.</param>
    public SettingValue? Find(Setting setting, ICollection<SettingsDiagnostic> diagnostics)
    {
        if (In(CommandLine, setting) is { } typed)
        {
            return typed;
        }

        var variable = Environment.GetValueOrDefault(setting.EnvironmentVariable)?.Trim();
        var fromEnvironment = string.IsNullOrEmpty(variable)
            ? null
            : new SettingValue(variable, setting.EnvironmentVariable, setting.EnvironmentVariable, Directory);
        return In(Undecided, setting) is { } undecided
            ? Decide(setting, undecided, fromEnvironment, diagnostics)
            : fromEnvironment ?? In(Named, setting) ?? In(TestConfig, setting) ?? In(Project, setting) ?? FromConfig(setting);
    }

    /// <summary>Options of modes, joined in the same order.</summary>
    public IReadOnlyDictionary<string, JsonObject> Options(List<SettingsDiagnostic> diagnostics) =>
        new OptionSettings(diagnostics).Read(
            [Project, TestConfig, Named],
            Environment.GetValueOrDefault(OptionSettings.Variable),
            Undecided,
            CommandLine
        );

    /// <summary>Each option that a place gives, with the first place that does. Their values may be secrets.</summary>
    public IEnumerable<string> OptionOrigins()
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var layer in FromStrongest)
        {
            foreach (
                var key in layer.Values.Keys.Where(key =>
                    key.StartsWith(OptionSettings.Prefix, StringComparison.OrdinalIgnoreCase) && seen.Add(key)
                )
            )
            {
                yield return $"{Quoted.Bare(key)} ({layer.ShortPlaceOf(key)})";
            }
        }

        if (!string.IsNullOrWhiteSpace(Environment.GetValueOrDefault(OptionSettings.Variable)))
        {
            yield return $"Options ({OptionSettings.Variable})";
        }
    }

    private static SettingValue? In(SettingLayer layer, Setting setting) =>
        layer.Values.TryGetValue(setting.Key, out var value)
            ? new SettingValue(value, layer.PlaceOf(setting.Key), layer.ShortPlaceOf(setting.Key), layer.Directory)
            : null;

    // What somebody typed for this run must not be overruled by something that was set elsewhere, unless that starts less.
    private static SettingValue Decide(
        Setting setting,
        SettingValue undecided,
        SettingValue? fromEnvironment,
        ICollection<SettingsDiagnostic> diagnostics
    )
    {
        if (fromEnvironment is null || fromEnvironment.Text == undecided.Text)
        {
            return undecided;
        }

        var isLess = SettingCaution.StartsLess(setting, fromEnvironment.Text, undecided.Text);
        diagnostics.Add(
            new SettingsDiagnostic(
                DiagnosticCodes.SettingsDisagree,
                DiagnosticSeverity.Warning,
                isLess
                    ? $"{setting.Key} of the run's settings is ignored, because {setting.EnvironmentVariable} has another value, which starts less. Remove one of them."
                    : $"{setting.EnvironmentVariable} is ignored, because the run's settings give {setting.Key} another value. Remove one of them.",
                setting.EnvironmentVariable
            )
        );
        return isLess ? fromEnvironment : undecided;
    }

    private SettingValue? FromConfig(Setting setting) =>
        setting.Key == nameof(CekuraSettings.ApiUrl) && Config?.ApiUrl is { } url
            ? new SettingValue(url, Config.Path, Path.GetFileName(Config.Path), Directory)
            : null;
}

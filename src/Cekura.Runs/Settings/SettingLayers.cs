using System.Text.Json.Nodes;
using Cekura.Runs.Manifest;

namespace Cekura.Runs.Settings;

/// <summary>Where a value may come from, and which place wins.</summary>
internal sealed class SettingLayers
{
    /// <summary>Source of what the run's settings say.</summary>
    public const string RunSettings = "runsettings";

    private readonly Dictionary<string, string> _merged;
    private readonly Dictionary<string, string>? _file;
    private readonly IReadOnlyDictionary<string, string?> _environment;
    private readonly ConfigFile? _config;
    private readonly List<SettingsDiagnostic> _diagnostics;

    public SettingLayers(
        IReadOnlyDictionary<string, string?> runSettings,
        IReadOnlyDictionary<string, string?> environment,
        ConfigFile? config,
        IReadOnlyDictionary<string, string?>? settingsFile,
        List<SettingsDiagnostic> diagnostics)
    {
        _environment = environment;
        _config = config;
        _diagnostics = diagnostics;
        _file = settingsFile is null ? null : Given(settingsFile);
        _merged = Given(runSettings);
        foreach (var key in runSettings.Keys)
        {
            CheckKey(key);
        }
    }

    /// <summary>The winning value and its source; null when nobody gives one.</summary>
    /// <remarks>
    /// The design's order is command line, environment, settings file. The platform merges the command line into the file, so the two can only be
    /// told apart with the file at hand. Without it the merged value wins: what somebody typed for this run must never be overruled by something
    /// that was set elsewhere. An environment variable that loses in this way is named in a warning, so that nobody looks for it in vain.
    /// </remarks>
    public (string Value, string Source)? Find(Setting setting)
    {
        var environment = _environment.GetValueOrDefault(setting.EnvironmentVariable)?.Trim();
        var fromEnvironment = string.IsNullOrEmpty(environment) ? ((string, string)?)null : (environment, setting.EnvironmentVariable);
        if (!_merged.TryGetValue(setting.Key, out var value))
        {
            return fromEnvironment ?? FromConfig(setting);
        }

        if (fromEnvironment is null || value == environment)
        {
            return (value, RunSettings);
        }

        if (_file is null)
        {
            _diagnostics.Add(new SettingsDiagnostic(
                DiagnosticCodes.SettingsDisagree,
                DiagnosticSeverity.Warning,
                $"{setting.EnvironmentVariable} is ignored, because the run's settings give {setting.Key} another value. Remove one of them.",
                setting.EnvironmentVariable));
            return (value, RunSettings);
        }

        return _file.GetValueOrDefault(setting.Key) == value ? fromEnvironment : (value, RunSettings);
    }

    /// <summary>Options of modes, joined in the same order.</summary>
    public IReadOnlyDictionary<string, JsonObject> Options() =>
        new OptionSettings(_diagnostics).Read(_merged, _environment.GetValueOrDefault(OptionSettings.Variable), _file);

    private static Dictionary<string, string> Given(IReadOnlyDictionary<string, string?> values)
    {
        var given = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                given[key] = value.Trim();
            }
        }

        return given;
    }

    private (string, string)? FromConfig(Setting setting) =>
        setting.Key == nameof(CekuraSettings.ApiUrl) && _config?.ApiUrl is { } url ? (url, _config.Path) : null;

    private void CheckKey(string key)
    {
        if (key.Split('.').Any(ApiKeyName.Is))
        {
            _diagnostics.Add(new SettingsDiagnostic(DiagnosticCodes.KeyInSettings, DiagnosticSeverity.Error, ApiKeyName.Advice, RunSettings) { Setting = key });
        }
        else if (SettingTable.Find(key) is null && !key.StartsWith(OptionSettings.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            var advice = NearestName.Advice(key, [.. SettingTable.All.Select(setting => setting.Key)]);
            _diagnostics.Add(new SettingsDiagnostic(
                DiagnosticCodes.UnknownSetting, DiagnosticSeverity.Warning, $"{Quoted.Text(key)} is not a setting and is ignored. {advice}", RunSettings) { Setting = key });
        }
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Runs.Manifest;
using Cekura.Runs.Modes;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Settings;

/// <summary>
/// Options of modes among the settings: <c>Options.text.websocket_url</c> in the run's settings, and <c>CEKURA_OPTIONS</c>, an object by mode as in a
/// manifest, in the environment. Each is held against the mode table as a manifest's are.
/// </summary>
internal sealed class OptionSettings(List<SettingsDiagnostic> diagnostics)
{
    /// <summary>What every such key of the run's settings starts with.</summary>
    public const string Prefix = "Options.";

    /// <summary>The environment variable.</summary>
    public const string Variable = "CEKURA_OPTIONS";

    /// <summary>Joins the settings file, the environment and the command line, in this order from the weakest.</summary>
    /// <param name="merged">The run's settings, in which the command line is merged into the file.</param>
    /// <param name="environment">The value of the variable, null when it is not set.</param>
    /// <param name="file">The file alone; null when nobody knows it, then all counts as the command line's.</param>
    public IReadOnlyDictionary<string, JsonObject> Read(
        IReadOnlyDictionary<string, string> merged, string? environment, IReadOnlyDictionary<string, string>? file)
    {
        var keys = merged.Keys.Where(key => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToLookup(key => file?.GetValueOrDefault(key) == merged[key]);
        var fromFile = ReadKeys(keys[true], merged);
        var fromEnvironment = string.IsNullOrWhiteSpace(environment) ? CekuraManifest.NoOptions : ReadVariable(environment);
        var fromCommandLine = ReadKeys(keys[false], merged);
        if (file is null)
        {
            WarnOfIgnored(fromEnvironment, fromCommandLine);
        }

        var options = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var mode in ModeTable.All)
        {
            var layers = new[] { fromFile, fromEnvironment, fromCommandLine }.Select(layer => layer.GetValueOrDefault(mode.Name));
            if (OptionOverlay.Of(mode, layers) is { } joined)
            {
                options.Add(mode.Name, joined);
            }
        }

        return options.Count == 0 ? CekuraManifest.NoOptions : options;
    }

    private Dictionary<string, JsonObject> ReadKeys(IEnumerable<string> keys, IReadOnlyDictionary<string, string> values)
    {
        var options = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var key in keys)
        {
            var problems = new DiagnosticBag(new TextPositions(Encoding.UTF8.GetBytes(values[key]), key));
            if (OptionPath.Find(key[Prefix.Length..], problems) is { } path && path.Read(values[key], problems) is { } value)
            {
                path.Write(options, value);
            }

            Report(problems, key);
        }

        return options;
    }

    private IReadOnlyDictionary<string, JsonObject> ReadVariable(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var problems = new DiagnosticBag(new TextPositions(utf8, Variable));
        var options = CekuraManifest.NoOptions;
        if (new PositionedJson(utf8, TextRules.Setting, problems).Parse() is { } root)
        {
            foreach (var offset in ApiKeyName.OffsetsIn(root))
            {
                problems.Error(DiagnosticCodes.KeyInSettings, offset, ApiKeyName.Advice);
            }

            if (root.Kind == JsonValueKind.Object)
            {
                options = OptionsByMode.Read(root, problems);
            }
            else
            {
                problems.Error(DiagnosticCodes.WrongType, root.Offset, $"{Variable} wants an object with a mode for each property and is {root.Description}.");
            }
        }

        Report(problems, setting: null);
        return options;
    }

    private void WarnOfIgnored(IReadOnlyDictionary<string, JsonObject> environment, Dictionary<string, JsonObject> commandLine)
    {
        foreach (var (mode, name, value) in environment.SelectMany(mode => mode.Value.Select(option => (mode.Key, option.Key, option.Value))))
        {
            if (commandLine.TryGetValue(mode, out var options) && options.TryGetPropertyValue(name, out var other) && !JsonNode.DeepEquals(value, other))
            {
                diagnostics.Add(new SettingsDiagnostic(
                    DiagnosticCodes.SettingsDisagree,
                    DiagnosticSeverity.Warning,
                    $"\"{name}\" of mode {mode} is ignored, because the run's settings give {Prefix}{mode}.{name} another value. Remove one of them.",
                    Variable));
            }
        }
    }

    private void Report(DiagnosticBag problems, string? setting) =>
        diagnostics.AddRange(problems.ToList().Select(problem =>
            new SettingsDiagnostic(problem.Code, problem.Severity, problem.Message, setting is null ? problem.Location.ToString() : SettingLayers.RunSettings) { Setting = setting }));
}

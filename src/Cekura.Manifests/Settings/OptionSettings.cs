using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>
/// Options of modes among the settings: <c>Options.text.websocket_url</c> in the run's settings, and <c>CEKURA_OPTIONS</c>, an object by
/// mode as in a manifest, in the environment. Each is held against the mode table as a manifest's are.
/// </summary>
internal sealed class OptionSettings(List<SettingsDiagnostic> diagnostics)
{
    /// <summary>What every such key of the run's settings starts with.</summary>
    public const string Prefix = "Options.";

    /// <summary>The environment variable.</summary>
    public const string Variable = "CEKURA_OPTIONS";

    /// <summary>Joins what all places say.</summary>
    /// <param name="files">The settings files, the weakest first.</param>
    /// <param name="environment">The value of the variable, null when it is not set.</param>
    /// <param name="undecided">What may stand in a file or have been typed; typed, for options.</param>
    /// <param name="commandLine">What was typed.</param>
    public IReadOnlyDictionary<string, JsonObject> Read(
        IEnumerable<SettingLayer> files,
        string? environment,
        SettingLayer undecided,
        SettingLayer commandLine
    )
    {
        var options = files.Aggregate(OptionsByMode.None, Over);
        if (!string.IsNullOrWhiteSpace(environment))
        {
            var variable = ReadVariable(environment);
            options = Joined(options, variable);
            WarnOfIgnored(variable, ReadKeys(undecided, OptionsByMode.None, report: false));
        }

        return Over(Over(options, undecided), commandLine);
    }

    private IReadOnlyDictionary<string, JsonObject> Over(IReadOnlyDictionary<string, JsonObject> below, SettingLayer layer) =>
        Joined(below, ReadKeys(layer, below, report: true));

    private static IReadOnlyDictionary<string, JsonObject> Joined(
        IReadOnlyDictionary<string, JsonObject> below,
        IReadOnlyDictionary<string, JsonObject> above
    )
    {
        if (above.Count == 0)
        {
            return below;
        }

        var options = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var mode in ModeTable.All)
        {
            if (OptionOverlay.Of(mode, below.GetValueOrDefault(mode.Name), above.GetValueOrDefault(mode.Name)) is { } joined)
            {
                options.Add(mode.Name, joined);
            }
        }

        return options;
    }

    private Dictionary<string, JsonObject> ReadKeys(SettingLayer layer, IReadOnlyDictionary<string, JsonObject> below, bool report)
    {
        var options = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var key in layer.Values.Keys.Where(key => key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)))
        {
            var text = layer.Values[key];
            var problems = new DiagnosticBag(new TextPositions(Encoding.UTF8.GetBytes(text), key));
            if (OptionPath.Find(key[Prefix.Length..], problems) is { } path && path.Read(text, problems) is { } value)
            {
                path.Write(options, value, below);
            }

            if (report)
            {
                Report(problems, layer.PlaceOf(key), key);
            }
        }

        return options;
    }

    private IReadOnlyDictionary<string, JsonObject> ReadVariable(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var problems = new DiagnosticBag(new TextPositions(utf8, Variable));
        var options = OptionsByMode.None;
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
                problems.Error(
                    DiagnosticCodes.WrongType,
                    root.Offset,
                    $"{Variable} wants an object with a mode for each property and is {root.Description}."
                );
            }
        }

        Report(problems, place: null, setting: null);
        return options;
    }

    private void WarnOfIgnored(IReadOnlyDictionary<string, JsonObject> environment, Dictionary<string, JsonObject> commandLine)
    {
        foreach (
            var (mode, name, value) in environment.SelectMany(mode => mode.Value.Select(option => (mode.Key, option.Key, option.Value)))
        )
        {
            if (
                commandLine.TryGetValue(mode, out var options)
                && options.TryGetPropertyValue(name, out var other)
                && !JsonNode.DeepEquals(value, other)
            )
            {
                diagnostics.Add(
                    new SettingsDiagnostic(
                        DiagnosticCodes.SettingsDisagree,
                        DiagnosticSeverity.Warning,
                        $"\"{name}\" of mode {mode} is ignored, because the run's settings give {Prefix}{mode}.{name} another value. Remove one of them.",
                        Variable
                    )
                );
            }
        }
    }

    private void Report(DiagnosticBag problems, string? place, string? setting) =>
        diagnostics.AddRange(
            problems
                .ToList()
                .Select(problem => new SettingsDiagnostic(
                    problem.Code,
                    problem.Severity,
                    problem.Message,
                    place ?? problem.Location.ToString()
                )
                {
                    Setting = setting,
                })
        );
}

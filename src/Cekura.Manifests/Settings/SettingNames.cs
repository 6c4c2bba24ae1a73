using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Settings;

/// <summary>
/// Names that are no setting. A slip of the pen that is ignored is a limit that does not hold, so it is an error; what is near to nothing
/// is a warning.
/// </summary>
internal static class SettingNames
{
    private const string VariablePrefix = "CEKURA_";
    private const string OptionSection = "Options";

    // What commands of the project are told about their run, and one of them is near to a setting.
    private static readonly string[] ToldToCommands =
    [
        "CEKURA_RUN_ID",
        "CEKURA_RESULT_ID",
        "CEKURA_SCENARIO_ID",
        "CEKURA_NUMBER",
        "CEKURA_INBOUND_NUMBER",
        "CEKURA_DIAL_WINDOW_CLOSES_AT",
    ];

    private static readonly List<string> Keys = [.. SettingTable.All.Select(setting => setting.Key), OptionSection];
    private static readonly List<string> Variables =
    [
        .. SettingTable.All.Select(setting => setting.EnvironmentVariable),
        OptionSettings.Variable,
        SettingsReader.KeyVariable,
        SettingsReader.ModelKeyVariable,
    ];

    /// <summary>What is wrong with the name of a setting; null: nothing.</summary>
    public static SettingsDiagnostic? CheckKey(string key, string place)
    {
        if (key.Split('.').Any(ApiKeyName.Is))
        {
            return new SettingsDiagnostic(DiagnosticCodes.KeyInSettings, DiagnosticSeverity.Error, ApiKeyName.Advice, place)
            {
                Setting = key,
            };
        }

        if (SettingTable.Find(key) is not null || key.StartsWith(OptionSettings.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        // Of what is nested, the first name has to be one of ours.
        var name = key.Split('.')[0];
        return NearestName.Of(name, Keys) is { } near
            ? Slip(key, $"{(near.Equals(OptionSection, StringComparison.Ordinal) ? "Options.mode.option" : near)}", place) with
            {
                Setting = key,
            }
            : new SettingsDiagnostic(
                DiagnosticCodes.UnknownSetting,
                DiagnosticSeverity.Warning,
                $"{Quoted.Text(key)} is not a setting and is ignored. {NearestName.Advice(key, Keys)}",
                place
            )
            {
                Setting = key,
            };
    }

    /// <summary>What is wrong with a name that was typed for a run, and near to no setting; null: nothing.</summary>
    public static string? CheckTyped(string key) =>
        CheckKey(key, SettingLayer.CommandLine) is { Severity: DiagnosticSeverity.Warning }
            ? $"{Quoted.Text(key)} is not a setting. {NearestName.Advice(key, Keys)}"
            : null;

    /// <summary>Variables that are probably meant to be a setting. Those of others are left alone.</summary>
    public static IEnumerable<SettingsDiagnostic> CheckVariables(IReadOnlyDictionary<string, string?> environment) =>
        Slips(environment).Select(slip => Slip(slip.Name, slip.Meant, Quoted.Bare(slip.Name)));

    /// <summary>Variables whose name is a slip of the pen, each with the name that was meant.</summary>
    public static IEnumerable<(string Name, string Meant)> Slips(IReadOnlyDictionary<string, string?> environment)
    {
        var isCommand = environment.ContainsKey(ToldToCommands[0]);
        foreach (var (name, value) in environment)
        {
            if (
                !string.IsNullOrWhiteSpace(value)
                && !IsKnown(Variables, name)
                && !(isCommand && IsKnown(ToldToCommands, name))
                && Meant(name) is { } meant
            )
            {
                yield return (name, meant);
            }
        }
    }

    private static string? Meant(string name)
    {
        if (name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase))
        {
            return
                NearestName.Of(name[VariablePrefix.Length..], Variables.Select(variable => variable[VariablePrefix.Length..])) is { } near
                ? VariablePrefix + near
                : null;
        }

        // A slip in the first word counts only where the rest is one of ours letter by letter: others have an API_KEY, too.
        var end = name.IndexOf('_', StringComparison.Ordinal) + 1;
        return end > 0 && NearestName.IsSlip(name[..end], VariablePrefix)
            ? Variables.Find(variable =>
                name.AsSpan(end).Equals(variable.AsSpan(VariablePrefix.Length), StringComparison.OrdinalIgnoreCase)
            )
            : null;
    }

    private static bool IsKnown(IReadOnlyCollection<string> names, string name) =>
        names.Contains(name, OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

    private static SettingsDiagnostic Slip(string name, string near, string place) =>
        new(
            DiagnosticCodes.UnknownSetting,
            DiagnosticSeverity.Error,
            $"{Quoted.Text(name)} is not a setting. Did you mean \"{near}\"? Nothing starts until it is mended or removed.",
            place
        );
}

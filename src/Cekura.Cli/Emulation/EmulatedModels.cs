using Cekura.Cli.Output;
using Cekura.Emulator;
using Cekura.FrontEnds;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Models.Options;

namespace Cekura.Cli.Emulation;

/// <summary>
/// The language models of an emulator that a command opens: those of the seed, over them what the settings file beside it says, and over
/// both the environment. So <c>dotnet test</c> and the command ask the same models.
/// </summary>
internal static class EmulatedModels
{
    /// <summary>The settings file that <c>dotnet test</c> takes of a project by itself.</summary>
    public const string SettingsName = "cekura.runsettings";

    /// <summary>What the environment and the settings file say.</summary>
    /// <param name="variables">Environment variables.</param>
    /// <param name="folder">The folder of the seed, and of the settings file; null: there is none.</param>
    /// <exception cref="CommandException">The file or a variable holds what its setting does not allow.</exception>
    public static ModelSettings Settings(IReadOnlyDictionary<string, string?> variables, string? folder)
    {
        var file = folder is null ? null : Path.Combine(folder, SettingsName);
        var values = Values(file);
        var settings = new CekuraSettings();
        foreach (var setting in ModelSettingTable.All)
        {
            var (text, place) = variables.GetValueOrDefault(setting.EnvironmentVariable)?.Trim() is { Length: > 0 } variable
                ? (variable, setting.EnvironmentVariable)
                : (values.GetValueOrDefault(setting.Key)?.Trim(), $"{setting.Key} in {file}");
            if (text is { Length: > 0 })
            {
                settings = setting.Apply(settings, text)
                    ?? throw CommandException.Usage(
                        $"{place} wants {setting.Allowed}, and is \"{UntrustedText.Line(text[(text.LastIndexOf('@') + 1)..])}\"."
                    );
            }
        }

        return ModelSettingsOf.Settings(settings);
    }

    /// <summary>The settings over those of a seed.</summary>
    /// <exception cref="CommandException">They cannot be kept.</exception>
    public static ModelSettings Check(ModelSettings settings, EmulatorSeed seed) =>
        settings.Over(seed.Workspace.Model).Problem is { } problem ? throw CommandException.Usage(problem) : settings;

    private static IReadOnlyDictionary<string, string?> Values(string? file)
    {
        if (!File.Exists(file))
        {
            return new Dictionary<string, string?>();
        }

        return SettingsFile.Check(file).FirstOrDefault(problem => problem.Code == DiagnosticCodes.SettingsNotXml) is { } broken
            ? throw CommandException.Usage(broken.ToString())
            : SettingsFile.Values(file);
    }
}

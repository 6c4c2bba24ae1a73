using Cekura.Cli.Output;
using Cekura.Emulator;
using Cekura.FrontEnds;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Models.Options;

namespace Cekura.Cli.Emulation;

/// <summary>The language models of an emulator that a command opens: those of the seed, and what the environment says over it.</summary>
internal static class EmulatedModels
{
    /// <summary>What the environment says.</summary>
    /// <param name="variables">Environment variables.</param>
    /// <exception cref="CommandException">A variable holds what its setting does not allow.</exception>
    public static ModelSettings Settings(IReadOnlyDictionary<string, string?> variables)
    {
        var settings = new CekuraSettings();
        foreach (var setting in ModelSettingTable.All)
        {
            if (variables.GetValueOrDefault(setting.EnvironmentVariable)?.Trim() is { Length: > 0 } text)
            {
                settings = setting.Apply(settings, text)
                    ?? throw CommandException.Usage(
                        $"{setting.EnvironmentVariable} wants {setting.Allowed}, and is \"{UntrustedText.Line(text[(text.LastIndexOf('@') + 1)..])}\"."
                    );
            }
        }

        return ModelSettingsOf.Settings(settings);
    }

    /// <summary>The settings over those of a seed.</summary>
    /// <exception cref="CommandException">They cannot be kept.</exception>
    public static ModelSettings Check(ModelSettings settings, EmulatorSeed seed) =>
        settings.Over(seed.Workspace.Model).Problem is { } problem ? throw CommandException.Usage(problem) : settings;
}

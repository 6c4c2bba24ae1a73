using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.TestingPlatform.Options;

/// <summary>Settings that were typed: <c>--cekura MaxRuns=5</c>.</summary>
internal static class TypedSettings
{
    /// <summary>
    /// Says how settings are typed that stand there as VSTest takes them. The platform takes such a word for a tool that it does not know,
    /// and ends.
    /// </summary>
    public static void TellOfOtherPlatform(IEnumerable<string> arguments, TextWriter output)
    {
        var previous = "";
        foreach (var argument in arguments)
        {
            if (
                argument.StartsWith(SettingsSection.ParameterPrefix, StringComparison.OrdinalIgnoreCase)
                && !previous.StartsWith('-')
                && argument.Contains('=', StringComparison.Ordinal)
            )
            {
                output.WriteLine(
                    $"Cekura: {Quoted.Text(argument)} is how VSTest takes a setting. On Microsoft.Testing.Platform write --{CekuraOptions.Setting} {argument[SettingsSection.ParameterPrefix.Length..]}, without \"--\" before it."
                );
            }

            previous = argument;
        }
    }

    /// <summary>Reads them; the last of a name wins.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="problems">Takes what is none.</param>
    public static IReadOnlyDictionary<string, string?> Read(IEnumerable<string> arguments, ICollection<string> problems)
    {
        var typed = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in arguments)
        {
            // As VSTest has them behind "--".
            var text = argument.StartsWith(SettingsSection.ParameterPrefix, StringComparison.OrdinalIgnoreCase)
                ? argument[SettingsSection.ParameterPrefix.Length..]
                : argument;
            var (key, value) = text.Split('=', 2) is [var name, var rest] ? (name.Trim(), rest) : (text.Trim(), null);
            if (value is null || key.Length == 0)
            {
                problems.Add(
                    $"--{CekuraOptions.Setting} {Quoted.Text(argument)} has no name and value. Write --{CekuraOptions.Setting} MaxRuns=5."
                );
            }
            else if (SettingNames.CheckTyped(key) is { } wrong)
            {
                problems.Add($"--{CekuraOptions.Setting}: {wrong}");
            }
            else
            {
                typed[key] = value;
            }
        }

        return typed;
    }
}

using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.TestingPlatform.Options;

/// <summary>Settings that were typed: <c>--cekura MaxRuns=5</c>.</summary>
internal static class TypedSettings
{
    private const string Own = $"--{CekuraOptions.Setting}";

    // What VSTest takes behind "--" besides ours.
    private static readonly string[] Sections =
    [
        "RunConfiguration.",
        "DataCollectionRunSettings.",
        "LoggerRunSettings.",
        "TestRunParameters.",
        "NUnit.",
        "MSTest.",
        "xUnit.",
    ];

    /// <summary>
    /// Says how to type what stands there as VSTest takes it. The platform takes such a word for a tool or an option that it does not know,
    /// and ends.
    /// </summary>
    public static void TellOfOtherPlatform(IEnumerable<string> arguments, TextWriter output)
    {
        var (previous, option) = ("", "");
        foreach (var argument in arguments)
        {
            if (Instead(argument) is { } instead && (argument.StartsWith('-') || !previous.StartsWith('-')) && option != Own)
            {
                var what = argument.StartsWith('-') ? "an option of VSTest" : "how VSTest takes a setting";
                output.WriteLine($"Cekura: {Quoted.Text(argument)} is {what}. On Microsoft.Testing.Platform {instead}");
            }

            option = argument.StartsWith('-') ? argument : option;
            previous = argument;
        }
    }

    private static string? Instead(string argument)
    {
        if (argument.StartsWith("--blame", StringComparison.OrdinalIgnoreCase))
        {
            return argument.StartsWith("--blame-hang", StringComparison.OrdinalIgnoreCase)
                ? "write --hangdump --hangdump-timeout 90m, and refer to the package Microsoft.Testing.Extensions.HangDump."
                : "write --crashdump, and refer to the package Microsoft.Testing.Extensions.CrashDump.";
        }

        if (argument.StartsWith('-') || !argument.Contains('=', StringComparison.Ordinal))
        {
            return null;
        }

        return argument.StartsWith(SettingsSection.ParameterPrefix, StringComparison.OrdinalIgnoreCase)
                ? $"write {Own} {argument[SettingsSection.ParameterPrefix.Length..]}, without \"--\" before it."
            : argument.StartsWith("RunConfiguration.TestSessionTimeout=", StringComparison.OrdinalIgnoreCase)
                ? "write --timeout 90m, without \"--\" before it."
            : argument.StartsWith("RunConfiguration.ResultsDirectory=", StringComparison.OrdinalIgnoreCase)
                ? "write --results-directory and the folder, without \"--\" before it."
            : Array.Exists(Sections, section => argument.StartsWith(section, StringComparison.OrdinalIgnoreCase))
                ? "there are options instead, which --help lists; leave it out."
            : null;
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

using System.Globalization;
using System.Security.Cryptography;

namespace Cekura.Cli.Output;

/// <summary>
/// Colours on a terminal. What services and agents say cannot steer it, so a colour is a mark that only this process knows, which
/// <see cref="CleanWriter"/> turns into the terminal's own codes when it has cleaned the line.
/// </summary>
/// <param name="isOn">Whether there is a terminal that shows colours.</param>
internal sealed class Ink(bool isOn)
{
    private const string Escape = "\u001b[";

    private static readonly string Mark = $"\uFDD0{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
    private static readonly (string Mark, string Code)[] Codes =
    [
        ($"{Mark}r", $"{Escape}31m"),
        ($"{Mark}g", $"{Escape}32m"),
        ($"{Mark}y", $"{Escape}33m"),
        ($"{Mark}0", $"{Escape}0m"),
    ];

    public static Ink None { get; } = new(isOn: false);

    /// <summary>A word about an outcome in its colour: red what failed, yellow what says nothing about the agent, green what passed.</summary>
    public string Outcome(string word, string? shown = null)
    {
        var text = shown ?? word;
        var colour = word.ToLower(CultureInfo.InvariantCulture) switch
        {
            "failed" or "failure" or "reviewed failure" => "r",
            "passed" or "success" or "reviewed success" => "g",
            "skipped" or "none" or "not scored" or "infrastructure" => "y",
            _ => null,
        };
        return isOn && colour is not null ? $"{Mark}{colour}{text}{Mark}0" : text;
    }

    /// <summary>A cleaned line with the terminal's codes for the marks.</summary>
    public static string Shown(string line)
    {
        if (line.Contains(Mark, StringComparison.Ordinal))
        {
            foreach (var (mark, code) in Codes)
            {
                line = line.Replace(mark, code, StringComparison.Ordinal);
            }
        }

        return line;
    }
}

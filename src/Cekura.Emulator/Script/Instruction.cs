using System.Text.RegularExpressions;

namespace Cekura.Emulator.Script;

/// <summary>
/// Turns an instruction (<c>fixed_message: false</c>) into words: a leading "say", "tell the agent", "provide", "mention" or "ask" goes,
/// and indirect speech becomes direct: "Say that you need it" is "I need it".
/// </summary>
internal static partial class Instruction
{
    /// <summary>What the caller says for an instruction; text that is none stays as it is.</summary>
    public static string ToSpeech(string instruction)
    {
        var text = instruction.Trim();
        var lead = Lead().Match(text);
        var rest = text[lead.Length..];
        if (!lead.Success || rest.Length == 0)
        {
            return text;
        }

        if (Quoted().Match(rest) is { Success: true } quoted)
        {
            return quoted.Groups["words"].Value;
        }

        var indirect = lead.Groups["that"].Success || lead.Groups["whether"].Success || AboutCaller().IsMatch(rest);
        var words = Capitalized(indirect ? SecondPerson().Replace(rest, match => FirstPerson(match.Value)) : rest);
        return lead.Groups["whether"].Success ? Closed(words, "?")
            : lead.Groups["for"].Success ? Closed(words, ", please.")
            : words;
    }

    /// <summary>The text with a capital first letter.</summary>
    public static string Capitalized(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    private static string Closed(string words, string mark) => words.EndsWith('?') ? words : words.TrimEnd('.', ' ') + mark;

    private static string FirstPerson(string you) => you.ToLowerInvariant() switch
    {
        "you are" => "I am",
        "you were" => "I was",
        "yourself" => "myself",
        "yours" => "mine",
        "your" => "my",
        ['y', 'o', 'u', '\'', 'r', 'e'] => "I'm",
        ['y', 'o', 'u', '\'', .. var rest] => "I'" + rest,
        _ => "I",
    };

    [GeneratedRegex(
        @"^(say|tell (the agent|them|him|her)|provide|mention|explain|ask(( the agent| them)?(?<for> for|(?<whether> if| whether))| the agent| them)?|reply|respond|answer)( to the agent| to them)?( with)?(?<that> that)?( ?:)?\s+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Lead();

    [GeneratedRegex("""^(?<mark>["'“‘])(?<words>.+)["'”’]\.?$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("^you(r|rs|rself)?\\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AboutCaller();

    [GeneratedRegex(
        @"\byou( are\b| were\b|rself\b|rs\b|r\b|'(re|ve|ll|d)\b|\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SecondPerson();
}

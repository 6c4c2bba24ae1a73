using System.Text.RegularExpressions;

namespace Cekura.Emulator.Script;

/// <summary>Instructions call the caller "you"; the caller says "I".</summary>
internal static partial class Person
{
    /// <summary>Whether the text begins with "you" or "your".</summary>
    public static bool IsAboutCaller(string text) => AboutCaller().IsMatch(text);

    /// <summary>The text with "I" for "you".</summary>
    public static string ToFirst(string text) => Second().Replace(Object().Replace(text, "${before}me"), match => Word(match.Value));

    private static string Word(string you) =>
        you.ToLowerInvariant() switch
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
        "^you(r|rs|rself)?\\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex AboutCaller();

    [GeneratedRegex(
        @"\byou( are\b| were\b|rself\b|rs\b|r\b|'(re|ve|ll|d)\b|\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Second();

    // After these it is what is done to the caller: "transfer you", "call you back", "for you".
    [GeneratedRegex(
        @"(?<before>\b(to|for|with|from|at|about|of|transfer|call|calls|called|connect|help|give|gives|gave|send|sends|sent|tell|told|charge|charged|put|ring|let|email|text|remind|show|offer|book|contact|charges) )you\b(?!')(?! (are|were|have|want|need|would|can|could|will)\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Object();
}

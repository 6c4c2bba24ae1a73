using System.Text.RegularExpressions;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Script;

/// <summary>How much a sentence is like what a condition waits for, so that people find the one that was meant.</summary>
internal static partial class Likeness
{
    /// <summary>From 0, nothing in common, to 1. Of a regular expression, its words count, and of its alternatives the nearest.</summary>
    public static double Of(string sentence, string condition)
    {
        var alternatives = condition.StartsWith('/')
            ? Wordless().Replace(condition[1..condition.LastIndexOf('/')], " ").Split('|')
            : [condition];
        var pairs = Pairs(sentence);
        return alternatives.Max(alternative => Shared(pairs, Pairs(alternative)));
    }

    private static double Shared(HashSet<string> one, HashSet<string> other) =>
        one.Count + other.Count == 0 ? 0 : 2.0 * one.Count(other.Contains) / (one.Count + other.Count);

    // Pairs of letters that follow each other in a word: "serve" and "served" share most of theirs.
    private static HashSet<string> Pairs(string text) =>
        [.. Words.Of(text).SelectMany(word => Enumerable.Range(0, word.Length).Select(at => word[at..Math.Min(at + 2, word.Length)]))];

    [GeneratedRegex(@"\\.|[^\p{L}\p{N}'|]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Wordless();
}

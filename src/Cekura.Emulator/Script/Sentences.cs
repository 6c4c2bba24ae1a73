using System.Text.RegularExpressions;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Script;

/// <summary>Cuts a message into sentences and knows which of them want an answer.</summary>
internal static partial class Sentences
{
    private static readonly HashSet<string> Imperatives = new(StringComparer.Ordinal) { "please", "may", "could", "what", "which", "when" };

    /// <summary>The sentences of a message, each with its closing mark.</summary>
    public static IEnumerable<string> Of(string message) => Boundary().Split(message).Where(sentence => sentence.Length > 0);

    /// <summary>A question, or a request such as "Please tell me …".</summary>
    public static bool IsRequest(string sentence) => sentence.Contains('?') || Words.Of(sentence).Any(Imperatives.Contains);

    // A point inside of 10.30 or example.com ends nothing.
    [GeneratedRegex(@"(?<=[.!?])\s+|\n", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Boundary();
}

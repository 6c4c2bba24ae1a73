using System.Text.RegularExpressions;

namespace Cekura.Emulator.Script;

/// <summary>
/// Puts what the caller says in the words of its style. Facts stay: no style adds or drops a number, a name or a yes or no.
/// </summary>
internal sealed partial class Phrasing(CallerStyle style, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>The text in this style.</summary>
    public string Apply(string text) =>
        text.Length == 0
            ? text
            : style switch
            {
                CallerStyle.Terse => Terse(text),
                CallerStyle.Wordy =>
                    $"So, let me see. {(char.IsPunctuation(text[^1]) ? text : text + ".")} I would really appreciate your help with this.",
                CallerStyle.Lowercase => Time().Replace(text, "${hour}${minute}${half}m").ToLowerInvariant(),
                CallerStyle.Typos => Misspelt(text),
                CallerStyle.Hesitant => $"Um, {text}",
                _ => text,
            };

    private static string Terse(string text)
    {
        var sentences = Sentences.Of(text).Select(Shortened).Where(sentence => sentence.Length > 0);
        var terse = string.Join(' ', sentences);
        return terse.Length > 0 ? terse.TrimEnd('.') : text;
    }

    private static string Shortened(string sentence)
    {
        var words = sentence.TrimEnd('.', '!', ' ');
        var mark = sentence.EndsWith('?') ? "" : ".";
        var rest = Trailing().Replace(Leading().Replace(Asking().Replace(words, ""), ""), "");
        return Courtesy().IsMatch(words) ? "" : Instruction.Capitalized(rest.Length > 0 ? rest : words) + mark;
    }

    private string Misspelt(string text)
    {
        var words = LongWord().Matches(text);
        var chosen = words.Where(_ => _random.Next(4) == 0).Select(word => word.Index).ToHashSet();
        if (chosen.Count == 0 && words.Count > 0)
        {
            chosen.Add(words[_random.Next(words.Count)].Index);
        }

        return LongWord().Replace(text, word => chosen.Contains(word.Index) ? Swapped(word.Value) : word.Value);
    }

    // The first letter of a word is hardly ever wrong.
    private string Swapped(string word)
    {
        var at = _random.Next(1, word.Length - 1);
        return string.Concat(word.AsSpan(0, at), word.AsSpan(at + 1, 1), word.AsSpan(at, 1), word.AsSpan(at + 2));
    }

    [GeneratedRegex(
        @"\b(?<hour>\d{1,2})(:(?<minute>\d\d))?\s*(?<half>[ap])(\.m\.|m\b)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Time();

    [GeneratedRegex(
        @"^((actually|well|so|oh|hi|hello|hey|sorry|please|okay)[, ]\s*|(I would like|I'd like|I want|I need|I have|can you|could you|would you|can I|could I|may I)( to( have)?| have)? )+",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Leading();

    // "When are you open?" is "When open?"; "Do you take cards?" is "Take cards?".
    [GeneratedRegex(
        @"(?<=^(what time|when|where|how|how much|why))( (are|is|do|does|did|will|would|can|could) (you|they|we|it|I))(?= .+\?$)|^(are|do|will) (you|they) (?=.+\?$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Asking();

    [GeneratedRegex(
        @"(,? (please|thanks|thank you|then)|(?<!\b(that|this|it)) ((is|would be) (good|best|better|fine|great|okay)|works( (best|better|fine|well))?)( for me)?)+$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Trailing();

    [GeneratedRegex(
        @"^(thanks|thank you)( so much| very much)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Courtesy();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])\p{L}{4,}(?![\p{L}\p{N}])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex LongWord();
}

using System.Buffers;
using System.Text;

namespace Cekura.Runs.Verdict;

/// <summary>
/// What a text that a run brought has in common with the same text of other runs: quoted words, numbers, ids and addresses are left out.
/// Codes stay, since another code is another reason.
/// </summary>
internal static class ReasonKey
{
    private const int MaxLength = 300;
    private const int MinId = 8;
    private const string Quoted = "\"…\"";
    private const string Number = "#";

    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("0123456789abcdefABCDEF-");
    private static readonly string[] Coded = ["http", "sip", "code", "status", "error", "exit"];

    /// <summary>The key of a text.</summary>
    public static string Of(string text)
    {
        var key = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; )
        {
            index = Next(text, index, key);
        }

        var folded = WithoutLists(key.ToString()).ToLowerInvariant().Trim('.', ' ');
        return folded.Length <= MaxLength ? folded : folded[..MaxLength];
    }

    /// <summary>Words that people wrote into a manifest, a scenario or a metric: the same in every run, numbers and quotations included.</summary>
    public static string OfWritten(string kind, string text) =>
        string.Join(' ', $"{kind} {text}".ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Appends what stands at a place, and says where to go on.</summary>
    private static int Next(string text, int start, StringBuilder key)
    {
        var character = text[start];
        if (Closing(character) is { } closing && text.IndexOf(closing, start + 1) is > 0 and var end)
        {
            key.Append(Quoted);
            return end + 1;
        }

        if (char.IsWhiteSpace(character))
        {
            // One space for several: texts are wrapped in different ways.
            if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }

            return start + 1;
        }

        if (start > 0 && !IsBoundary(text[start - 1]))
        {
            return char.IsAsciiDigit(character) ? AddNumber(text, start, key) : Add(character, start, key);
        }

        var word = WordAt(text, start);
        if (word.Contains("://", StringComparison.Ordinal) || IsId(word))
        {
            key.Append(Number);
            return start + word.Length;
        }

        return char.IsAsciiDigit(character) ? AddNumber(text, start, key) : Add(character, start, key);
    }

    private static int Add(char character, int index, StringBuilder key)
    {
        key.Append(character);
        return index + 1;
    }

    private static int AddNumber(string text, int start, StringBuilder key)
    {
        var end = start;
        while (
            end < text.Length
            && (
                char.IsAsciiDigit(text[end])
                || (text[end] is '.' or ',' or ':' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))
            )
        )
        {
            end++;
        }

        key.Append(IsCode(text.AsSpan(0, start)) ? text.AsSpan(start, end - start) : Number);
        return end;
    }

    private static bool IsCode(ReadOnlySpan<char> before)
    {
        var trimmed = before.TrimEnd(' ');
        var word = trimmed[(trimmed.LastIndexOfAny(' ', '(') + 1)..];
        foreach (var coded in Coded)
        {
            if (word.Equals(coded, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> WordAt(string text, int start)
    {
        var rest = text.AsSpan(start);
        var end = rest.IndexOfAny(" \t\r\n\"”»)],;");
        return (end < 0 ? rest : rest[..end]).TrimEnd('.');
    }

    private static bool IsId(ReadOnlySpan<char> word) =>
        word.Length >= MinId && !word.ContainsAnyExcept(IdCharacters) && word.ContainsAnyInRange('0', '9');

    private static bool IsBoundary(char character) => !char.IsLetterOrDigit(character) && character is not ('-' or '_');

    private static char? Closing(char opening) =>
        opening switch
        {
            '"' => '"',
            '“' => '”',
            '«' => '»',
            _ => null,
        };

    // How many there are differs from run to run, as the things themselves do.
    private static string WithoutLists(string key)
    {
        var folded = key.Replace("metric # " + Quoted, Quoted, StringComparison.Ordinal)
            .Replace("condition # " + Quoted, Quoted, StringComparison.Ordinal);
        const string Two = $"{Quoted}, {Quoted}";
        while (folded.Contains(Two, StringComparison.Ordinal))
        {
            folded = folded.Replace(Two, Quoted, StringComparison.Ordinal);
        }

        return folded.Replace(Quoted + " and # more", Quoted, StringComparison.Ordinal);
    }
}

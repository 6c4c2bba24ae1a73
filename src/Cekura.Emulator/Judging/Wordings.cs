using System.Globalization;
using System.Text;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Judging;

/// <summary>Texts in the form in which quotes are compared: white space and typography do not count, every word does.</summary>
internal static class Wordings
{
    private const int MinWord = 4;

    /// <summary>The text in one line, with the characters of a typewriter.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var character in Typography.Plain(text))
        {
            switch (character)
            {
                case '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2212':
                    plain.Append('-');
                    break;
                case '\u2026':
                    plain.Append("...");
                    break;
                case '\u00AB' or '\u00BB' or '\u201E':
                    plain.Append('"');
                    break;
                case '\u201A':
                    plain.Append('\'');
                    break;
                case var _ when char.GetUnicodeCategory(character) == UnicodeCategory.Format:
                    // Marks of direction among them: nobody sees them, and models leave them out.
                    break;
                default:
                    plain.Append(character);
                    break;
            }
        }

        return string.Join(' ', plain.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Whether a text has the quote in it, as whole words.</summary>
    public static bool Quotes(string text, string quote)
    {
        var (whole, part) = (Plain(text), Plain(quote));
        if (!part.Any(char.IsLetterOrDigit))
        {
            return false;
        }

        for (var at = whole.IndexOf(part, StringComparison.Ordinal); at >= 0; at = whole.IndexOf(part, at + 1, StringComparison.Ordinal))
        {
            if (IsEdge(whole, at) && IsEdge(whole, at + part.Length))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a quote can show something: all that was said, several words, a number, or a word that is not as short as "the".
    /// </summary>
    public static bool IsTelling(string text, string quote)
    {
        var (whole, part) = (Bare(text), Bare(quote));
        return part == whole
            || part.Any(letter => char.IsWhiteSpace(letter) || char.IsDigit(letter) || IsWithoutSpaces(letter))
            || part.Length >= MinWord;
    }

    private static string Bare(string text) => string.Concat(Plain(text).Select(Letter)).Trim();

    private static char Letter(char character) => char.IsLetterOrDigit(character) ? character : ' ';

    private static bool IsEdge(string text, int at) =>
        at == 0
        || at == text.Length
        || !char.IsLetterOrDigit(text[at - 1])
        || !char.IsLetterOrDigit(text[at])
        || IsWithoutSpaces(text[at - 1])
        || IsWithoutSpaces(text[at]);

    // Scripts that put no space between words: Thai to Myanmar, Khmer, kana, Chinese, and their halves beyond the basic plane.
    private static bool IsWithoutSpaces(char letter) =>
        letter
            is (>= '\u0E00' and <= '\u0EFF')
                or (>= '\u1000' and <= '\u109F')
                or (>= '\u1780' and <= '\u17FF')
                or (>= '\u3040' and <= '\u30FF')
                or (>= '\u3400' and <= '\u9FFF')
                or (>= '\uF900' and <= '\uFAFF')
                or (>= '\uD840' and <= '\uD8BF');
}

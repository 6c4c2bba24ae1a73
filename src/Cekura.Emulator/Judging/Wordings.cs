using System.Text;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Judging;

/// <summary>Texts in the form in which quotes are compared: white space and typography do not count, every word does.</summary>
internal static class Wordings
{
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
                case '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF':
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

    private static bool IsEdge(string text, int at) =>
        at == 0 || at == text.Length || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(text[at]);
}

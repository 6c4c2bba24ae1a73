using System.Globalization;
using System.Text;

namespace Cekura.Slips;

/// <summary>
/// Says in words what makes a text no JSON, where the parser names a byte (<c>0xE2</c>) that no editor shows: typographic quotes, the marks
/// of a merge, and characters that look like nothing.
/// </summary>
internal static class JsonSlip
{
    /// <summary>Length of a mark that git leaves where a merge has to be decided.</summary>
    private const int MarkLength = 7;

    /// <summary>What stands at the place where the parser gave up, and what to do; null: the parser's own words say it.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="offset">Where the parser gave up.</param>
    public static string? Describe(ReadOnlySpan<byte> text, int offset)
    {
        offset = Math.Clamp(offset, 0, text.Length);
        var start = text[..offset].LastIndexOf((byte)'\n') + 1;
        var end = text[start..].IndexOf((byte)'\n') is >= 0 and var length ? start + length : text.Length;
        return IsMergeMark(text[start..end]) ? MergeMark(text[..start].Count((byte)'\n') + 1)
            : offset == text.Length ? null
            : text[offset] is (byte)'\n' or (byte)'\r' && ClosingQuote(text[start..offset]) is { } quote ? Quote(quote)
            : text[offset] is (byte)'\n' or (byte)'\r' && IsOpen(text[start..offset])
                ? "a text does not end in its line. Close it with \", or write a line break inside a text as \\n."
            : text[offset] is (byte)'\t' ? "a tab stands inside a text. Write it as \\t."
            : Character(text[offset..]);
    }

    /// <summary>The same, of a place as the parser gives it.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="line">The line, from 0.</param>
    /// <param name="byteInLine">The byte in it, from 0.</param>
    public static string? Describe(ReadOnlySpan<byte> text, int line, int byteInLine)
    {
        var start = 0;
        for (; line > 0; line--)
        {
            start += text[start..].IndexOf((byte)'\n') + 1;
        }

        return Describe(text, start + byteInLine);
    }

    /// <summary>What a merge leaves in a text, of whatever kind the text is.</summary>
    /// <param name="line">The line, from 1.</param>
    public static string MergeMark(int line) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"a merge conflict marker stands at line {line}. Decide the conflict, and take the lines <<<<<<<, ======= and >>>>>>> out."
        );

    /// <summary>Whether a merge left a line.</summary>
    /// <param name="line">The line.</param>
    public static bool IsMergeMark(ReadOnlySpan<byte> line) =>
        line.StartsWith("<<<<<<<"u8)
        || line.StartsWith(">>>>>>>"u8)
        || line.StartsWith("|||||||"u8)
        || (line.StartsWith("======="u8) && line[MarkLength..].Trim(" \r"u8).IsEmpty);

    /// <summary>What is said of a typographic quote; null: the character is none.</summary>
    /// <param name="rune">The character.</param>
    public static string? TypographicQuote(Rune rune) => IsQuote(rune) ? Quote(rune) : null;

    private static string? Character(ReadOnlySpan<byte> text)
    {
        _ = Rune.DecodeFromUtf8(text, out var rune, out _);
        return rune.IsAscii ? null
            : IsQuote(rune) ? Quote(rune)
            : Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.SpaceSeparator => $"a space that is none of JSON's ({Code(rune)}) stands here. Write an ordinary space.",
                UnicodeCategory.Format
                or UnicodeCategory.Control
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse => $"a character that cannot be seen ({Code(rune)}) stands here. Take it out.",
                _ => $"{rune} ({Code(rune)}) cannot stand here, outside of a text in quotes.",
            };
    }

    private static string Quote(Rune rune) => $"a typographic quote {rune} ({Code(rune)}) stands where a plain one has to. Write \".";

    private static string Code(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");

    private static bool IsQuote(Rune rune) =>
        rune.Value is >= 0x2018 and <= 0x201F or 0x00AB or 0x00BB or 0x2039 or 0x203A or 0x300C or 0x300D or 0xFF02;

    /// <summary>A typographic quote that was meant to end the text which now runs over the end of the line.</summary>
    private static Rune? ClosingQuote(ReadOnlySpan<byte> line)
    {
        Rune? found = null;
        for (var at = 0; at < line.Length; )
        {
            _ = Rune.DecodeFromUtf8(line[at..], out var rune, out var length);
            at += length;
            found =
                IsQuote(rune) && line[at..].TrimStart(" \t\r"u8) is [] or [(byte)',' or (byte)':' or (byte)'}' or (byte)']', ..]
                    ? found ?? rune
                    : found;
        }

        return found;
    }

    private static bool IsOpen(ReadOnlySpan<byte> line)
    {
        var isOpen = false;
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == (byte)'\\')
            {
                // What is escaped ends nothing.
                at++;
            }
            else
            {
                isOpen ^= line[at] == (byte)'"';
            }
        }

        return isOpen;
    }
}

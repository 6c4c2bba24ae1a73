namespace Cekura.Cli.Pull;

/// <summary>What stands behind a JSON value before the next one: blanks, comments, and the comma.</summary>
/// <param name="Comma">Offset of the comma; null when there is none.</param>
/// <param name="EndOfLine">Where the value's line ends: behind the comma and the comments that start on the line, before the line
/// break.</param>
internal sealed record Trivia(int? Comma, int EndOfLine)
{
    /// <summary>Reads what stands behind <paramref name="offset"/> of a text that is known to be JSON with comments.</summary>
    public static Trivia After(ReadOnlySpan<byte> text, int offset)
    {
        int? comma = null;
        int? endOfLine = null;
        var seen = offset;
        while (offset < text.Length)
        {
            switch (text[offset])
            {
                case (byte)',' when comma is null:
                    comma = offset++;
                    seen = offset;
                    break;
                case (byte)'/' when text[offset + 1] == (byte)'/':
                    offset = LineBreak(text, offset);
                    seen = offset;
                    break;
                case (byte)'/':
                    offset += 2 + text[(offset + 2)..].IndexOf("*/"u8) + 2;
                    seen = offset;
                    break;
                case (byte)'\n' or (byte)'\r':
                    endOfLine ??= seen;
                    offset++;
                    break;
                case (byte)' ' or (byte)'\t':
                    offset++;
                    break;
                default:
                    return new Trivia(comma, endOfLine ?? seen);
            }
        }

        return new Trivia(comma, endOfLine ?? seen);
    }

    private static int LineBreak(ReadOnlySpan<byte> text, int offset)
    {
        var length = text[offset..].IndexOfAny("\r\n"u8);
        return length < 0 ? text.Length : offset + length;
    }
}

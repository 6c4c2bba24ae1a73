using System.Buffers.Text;

namespace Cekura.Agents.Text;

/// <summary>
/// Mends what JSON allows and no text can hold: <c>\ud83d</c> without its other half, as agents send that cut an emoji in two.
/// </summary>
internal static class JsonEscapes
{
    private const int Length = 6;

    /// <summary>The same JSON with <c>\ufffd</c> in place of each half of a pair; what has none is returned as it is.</summary>
    /// <param name="utf8">JSON text, valid or not.</param>
    /// <param name="lost">The first half that was replaced, as it stood there; null when there was none.</param>
    public static ReadOnlySpan<byte> WithoutHalfPairs(ReadOnlySpan<byte> utf8, out string? lost)
    {
        lost = null;
        byte[]? mended = null;
        for (var at = 0; utf8[at..].IndexOf((byte)'\\') is >= 0 and var next; )
        {
            at += next;
            if (UnitAt(utf8, at) is not { } unit || !char.IsSurrogate(unit))
            {
                // A backslash takes the next letter with it.
                at = Math.Min(at + 2, utf8.Length);
            }
            else if (char.IsHighSurrogate(unit) && UnitAt(utf8, at + Length) is { } low && char.IsLowSurrogate(low))
            {
                at += 2 * Length;
            }
            else
            {
                lost ??= $"\\u{(int)unit:x4}";
                mended ??= utf8.ToArray();
                "\\ufffd"u8.CopyTo(mended.AsSpan(at));
                at += Length;
            }
        }

        return mended ?? utf8;
    }

    private static char? UnitAt(ReadOnlySpan<byte> utf8, int at) =>
        at + Length <= utf8.Length
        && utf8[at] == '\\'
        && utf8[at + 1] == 'u'
        && Utf8Parser.TryParse(utf8.Slice(at + 2, 4), out ushort unit, out var read, 'x')
        && read == 4
            ? (char)unit
            : null;
}

using System.Text;
using System.Text.Unicode;

namespace Cekura.Client;

/// <summary>
/// Bytes of a body as UTF-8, which is what the service sends; the page of a proxy may come in another encoding, and is only quoted.
/// </summary>
internal static class Utf8Text
{
    public static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Valid UTF-8 without byte order marks. Bytes that already are come back themselves.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> content)
    {
        var valid = Utf8.IsValid(content.Span) ? content : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(content.Span));
        while (valid.Span.StartsWith(ByteOrderMark))
        {
            valid = valid[ByteOrderMark.Length..];
        }

        return valid;
    }
}

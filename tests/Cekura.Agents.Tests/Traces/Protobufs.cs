using System.Text;

namespace Cekura.Agents.Tests.Traces;

/// <summary>Requests of OTLP, byte by byte.</summary>
internal static class Protobufs
{
    /// <summary>A request with one span, whose attribute holds a list in a list, or a map in a map.</summary>
    public static byte[] Request(int depth = 1, bool asMap = false)
    {
        var value = Field(1, "deep"u8.ToArray());
        for (var level = 0; level < depth; level++)
        {
            value = asMap ? Field(6, Field(1, [.. Field(1, "k"u8.ToArray()), .. Field(2, value)])) : Field(5, Field(1, value));
        }

        byte[] span =
        [
            .. Field(1, new byte[16]),
            .. Field(2, new byte[8]),
            .. Field(5, Encoding.UTF8.GetBytes("chat")),
            .. Fixed(7, 1_000),
            .. Fixed(8, 2_000),
            .. Field(9, [.. Field(1, "key"u8.ToArray()), .. Field(2, value)]),
            .. Field(15, [.. Field(2, "bad"u8.ToArray()), 3 << 3, 2]),
        ];
        return Field(1, Field(2, Field(2, span)));
    }

    private static byte[] Field(int number, byte[] content) =>
        [.. Varint((uint)((number << 3) | 2)), .. Varint((uint)content.Length), .. content];

    private static byte[] Fixed(int number, ulong value) => [(byte)((number << 3) | 1), .. BitConverter.GetBytes(value)];

    private static byte[] Varint(uint value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        return [.. bytes, (byte)value];
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Cekura.Client;

/// <summary>
/// Bytes that are written one after the other into rented memory. What is said in conversations is often large enough to lie among the
/// large objects, where the holes that it leaves make a process grow with every run.
/// </summary>
/// <param name="pool">The pool that the memory belongs to.</param>
/// <param name="size">How many bytes to begin with.</param>
internal sealed class RentedBuffer(ArrayPool<byte> pool, int size) : IBufferWriter<byte>, IDisposable
{
    private const int FirstSize = 64 * 1024;
    private const int Large = 4 * 1024 * 1024;

    private byte[] _bytes = pool.Rent(size);
    private int _length;

    /// <summary>Memory for what is made of one conversation, of the pool that all share.</summary>
    public RentedBuffer()
        : this(ArrayPool<byte>.Shared, FirstSize) { }

    /// <summary>More than may be kept; what a few kilobytes are unpacked to may be.</summary>
    public static IOException TooLarge(int limit) =>
        new(string.Create(CultureInfo.InvariantCulture, $"it is larger than {limit / (1024 * 1024)} MB"));

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var room = Math.Max(sizeHint, 1);
        if (_bytes.Length - _length < room)
        {
            _bytes = Larger(pool, _bytes, _length + room);
        }

        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Writes a text as UTF-8; half a character becomes the replacement character.</summary>
    public void Write(string text) => _length += Encoding.UTF8.GetBytes(text, GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length)));

    public void Dispose()
    {
        pool.Return(_bytes);
        (_bytes, _length) = ([], 0);
    }

    /// <summary>
    /// Much more rented memory with the same beginning; the old one is given back, and stays in the pool: few steps leave little there.
    /// </summary>
    public static byte[] Larger(ArrayPool<byte> pool, byte[] rented, int minLength)
    {
        var larger = pool.Rent(Math.Max(minLength, rented.Length * (rented.Length < Large ? 4 : 2)));
        rented.CopyTo(larger, 0);
        pool.Return(rented);
        return larger;
    }
}

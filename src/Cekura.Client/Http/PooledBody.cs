using System.Buffers;

namespace Cekura.Client;

/// <summary>The body of an answer in rented memory. Answers about fifty conversations are megabytes, and there are many of them.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstSize = 256 * 1024;
    private const int LargestFirstSize = 16 * 1024 * 1024;

    private byte[] _buffer;
    private int _length;

    private PooledBody(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, _length);

    /// <exception cref="IOException">The answer was cut off.</exception>
    public static async Task<PooledBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // What a server says of the length is taken for no more than a hint.
        var body = new PooledBody((int)Math.Min(content.Headers.ContentLength + 1 ?? FirstSize, LargestFirstSize));
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken);
            await using (stream)
            {
                while (await stream.ReadAsync(body.Rest(), cancellationToken) is > 0 and var read)
                {
                    body._length += read;
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    /// <summary>Twice as much rented memory with the same beginning; the old one is given back.</summary>
    public static byte[] Larger(byte[] rented)
    {
        var larger = ArrayPool<byte>.Shared.Rent(rented.Length * 2);
        rented.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(rented);
        return larger;
    }

    private Memory<byte> Rest()
    {
        if (_length == _buffer.Length)
        {
            _buffer = Larger(_buffer);
        }

        return _buffer.AsMemory(_length);
    }
}

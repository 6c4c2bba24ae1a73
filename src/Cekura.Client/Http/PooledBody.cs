using System.Buffers;

namespace Cekura.Client;

/// <summary>The body of an answer in rented memory. Answers about fifty conversations are megabytes, and there are many of them.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstSize = 256 * 1024;
    private const int LargestFirstSize = 16 * 1024 * 1024;
    private const int LargestKept = 4 * 1024 * 1024;

    private readonly ArrayPool<byte> _pool;
    private byte[] _buffer;
    private int _length;

    private PooledBody(ArrayPool<byte> pool, int size) => (_pool, _buffer) = (pool, pool.Rent(size));

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, _length);

    /// <summary>
    /// Memory for the answers of one client, of which few are read at a time. The pool that all of a process share keeps an array of each size for
    /// every thread that ever gave one back: of megabytes, those are many megabytes.
    /// </summary>
    public static ArrayPool<byte> Pool() => ArrayPool<byte>.Create(LargestKept, maxArraysPerBucket: 2);

    /// <summary>A body that is filled by whoever asks for it.</summary>
    public static PooledBody Empty(ArrayPool<byte> pool) => new(pool, FirstSize);

    /// <exception cref="IOException">The answer was cut off.</exception>
    public static async Task<PooledBody> ReadAsync(HttpContent content, ArrayPool<byte> pool, CancellationToken cancellationToken)
    {
        // What a server says of the length is taken for no more than a hint.
        var body = new PooledBody(pool, (int)Math.Min(content.Headers.ContentLength + 1 ?? FirstSize, LargestFirstSize));
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

    public void Append(ReadOnlySpan<byte> bytes)
    {
        while (_buffer.Length - _length < bytes.Length)
        {
            _buffer = Larger(_pool, _buffer);
        }

        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Dispose()
    {
        _pool.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    /// <summary>Much more rented memory with the same beginning; the old one is given back, and stays in the pool: few steps leave little there.</summary>
    public static byte[] Larger(ArrayPool<byte> pool, byte[] rented)
    {
        var larger = pool.Rent(rented.Length * (rented.Length < LargestKept ? 4 : 2));
        rented.CopyTo(larger, 0);
        pool.Return(rented);
        return larger;
    }

    private Memory<byte> Rest()
    {
        if (_length == _buffer.Length)
        {
            _buffer = Larger(_pool, _buffer);
        }

        return _buffer.AsMemory(_length);
    }
}

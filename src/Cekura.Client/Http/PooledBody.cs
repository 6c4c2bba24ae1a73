using System.Buffers;

namespace Cekura.Client;

/// <summary>The body of an answer in rented memory. Answers about fifty conversations are megabytes, and there are many of them.</summary>
internal sealed class PooledBody : IDisposable
{
    private const int FirstSize = 256 * 1024;

    private byte[] _buffer;
    private int _length;

    private PooledBody(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, _length);

    /// <exception cref="IOException">The answer was cut off.</exception>
    public static async Task<PooledBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var expected = content.Headers.ContentLength is { } length and < int.MaxValue / 2 ? (int)length + 1 : FirstSize;
        var body = new PooledBody(expected);
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

    private Memory<byte> Rest()
    {
        if (_length == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length);
    }
}

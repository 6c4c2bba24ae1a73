using System.Buffers;

namespace Cekura.Client;

/// <summary>Bodies of answers in rented memory. Answers about fifty conversations are megabytes, and there are many of them.</summary>
internal static class PooledBody
{
    private const int FirstSize = 256 * 1024;

    private const int LargestFirstSize = 16 * 1024 * 1024;
    private const int LargestKept = 4 * 1024 * 1024;

    /// <summary>
    /// Memory for the answers of one client, of which few are read at a time. The pool that all of a process share keeps an array of each size for
    /// every thread that ever gave one back: of megabytes, those are many megabytes.
    /// </summary>
    public static ArrayPool<byte> Pool() => ArrayPool<byte>.Create(LargestKept, maxArraysPerBucket: 2);

    /// <summary>The whole body.</summary>
    /// <exception cref="IOException">The answer was cut off.</exception>
    public static Task<RentedBuffer> ReadAsync(HttpContent content, ArrayPool<byte> pool, CancellationToken cancellationToken) =>

        // What a server says of the length is taken for no more than a hint.
        FilledAsync(content, new RentedBuffer(pool, (int)Math.Min(content.Headers.ContentLength + 1 ?? FirstSize, LargestFirstSize)), CopyAsync, cancellationToken);

    /// <summary>The body of a result without its runs, which go elsewhere while it arrives.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static Task<RentedBuffer> ReadWithoutRunsAsync(
        HttpContent content, ArrayPool<byte> pool, ArrivingRuns runs, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> clean, CancellationToken cancellationToken) =>
        FilledAsync(
            content,
            new RentedBuffer(pool, FirstSize),
            async (answer, rest, token) =>
            {
                using var arriving = new ArrivingResult(rest, runs, clean);
                await arriving.ReadAsync(answer, token);
            },
            cancellationToken);

    private static async Task<RentedBuffer> FilledAsync(
        HttpContent content, RentedBuffer body, Func<Stream, RentedBuffer, CancellationToken, Task> fill, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await content.ReadAsStreamAsync(cancellationToken);
            await using (answer)
            {
                await fill(answer, body, cancellationToken);
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static async Task CopyAsync(Stream answer, RentedBuffer body, CancellationToken cancellationToken)
    {
        while (await answer.ReadAsync(body.GetMemory(), cancellationToken) is > 0 and var read)
        {
            body.Advance(read);
        }
    }
}

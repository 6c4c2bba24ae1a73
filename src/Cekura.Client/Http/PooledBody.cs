using System.Buffers;

namespace Cekura.Client;

/// <summary>Bodies of answers in rented memory. Answers about fifty conversations are megabytes, and there are many of them.</summary>
internal static class PooledBody
{
    /// <summary>
    /// Maximum size of a refusal that is read, and of what is shown of an answer: 16 MB, the problems of many thousand test cases.
    /// </summary>
    public const int MaxTextBytes = 16 * 1024 * 1024;

    private const int FirstSize = 256 * 1024;
    private const int SmallFirstSize = 16 * 1024;

    private const int MaxFirstSize = 16 * 1024 * 1024;
    private const int MaxKeptBytes = 4 * 1024 * 1024;

    /// <summary>
    /// Memory for the answers of one client, of which few are read at a time. The pool that all of a process share keeps an array of each
    /// size for every thread that ever gave one back: of megabytes, those are many megabytes.
    /// </summary>
    public static ArrayPool<byte> Pool() => ArrayPool<byte>.Create(MaxKeptBytes, maxArraysPerBucket: 2);

    /// <summary>The whole body.</summary>
    /// <param name="content">Where it comes from, unpacked.</param>
    /// <param name="pool">Where the memory comes from.</param>
    /// <param name="isLarge">Whether it is likely to be large, so that memory for it is rented in fewer steps.</param>
    /// <param name="limit">How large it may be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The answer was cut off, or is too large.</exception>
    public static Task<RentedBuffer> ReadAsync(
        HttpContent content,
        ArrayPool<byte> pool,
        bool isLarge,
        int limit,
        CancellationToken cancellationToken
    )
    {
        // What a server says of the length is taken for no more than a hint.
        var size = Math.Min(content.Headers.ContentLength + 1 ?? (isLarge ? FirstSize : SmallFirstSize), MaxFirstSize);
        return FilledAsync(
            content,
            new RentedBuffer(pool, (int)size),
            (answer, body, token) => CopyAsync(answer, body, limit, token),
            cancellationToken
        );
    }

    /// <summary>The body of a result without its runs, which go elsewhere while it arrives.</summary>
    /// <remarks>What is dropped on the way does not count towards the limit.</remarks>
    /// <exception cref="IOException">The answer was cut off, or is too large.</exception>
    public static Task<RentedBuffer> ReadWithoutRunsAsync(
        HttpContent content,
        ArrayPool<byte> pool,
        ArrivingRuns runs,
        Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> clean,
        int limit,
        CancellationToken cancellationToken
    ) =>
        FilledAsync(
            content,
            new RentedBuffer(pool, FirstSize),
            async (answer, rest, token) =>
            {
                using var arriving = new ArrivingResult(rest, runs, clean, limit);
                await arriving.ReadAsync(answer, token).ConfigureAwait(false);
            },
            cancellationToken
        );

    private static async Task<RentedBuffer> FilledAsync(
        HttpContent content,
        RentedBuffer body,
        Func<Stream, RentedBuffer, CancellationToken, Task> fill,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (answer)
            {
                await fill(answer, body, cancellationToken).ConfigureAwait(false);
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static async Task CopyAsync(Stream answer, RentedBuffer body, int limit, CancellationToken cancellationToken)
    {
        while (await answer.ReadAsync(body.GetMemory(), cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            body.Advance(read);
            if (body.Written.Length >= limit)
            {
                throw RentedBuffer.TooLarge(limit);
            }
        }
    }
}

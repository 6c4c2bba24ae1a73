using System.Net;

namespace Cekura.Client;

/// <summary>
/// The body of a request that is no GET, also where nothing is in it. It is written once: handlers send requests again by themselves, after
/// a connection that closed, a redirect, a challenge or a refused stream, and what starts conversations would start them twice.
/// </summary>
/// <param name="body">The bytes; none where the request has no body.</param>
internal sealed class OnceContent(byte[] body) : HttpContent
{
    private int _writes;

    /// <summary>
    /// Whether writing has begun. Before that, a connection of HTTP/1.1 has carried nothing of the request: its head travels with its body.
    /// </summary>
    public bool IsBegun => Volatile.Read(ref _writes) > 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begin();
        return stream.WriteAsync(body, cancellationToken).AsTask();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Begin();
        stream.Write(body);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    private void Begin()
    {
        if (Interlocked.Increment(ref _writes) > 1)
        {
            throw new IOException("the connection was about to send the request a second time by itself, and was stopped");
        }
    }
}

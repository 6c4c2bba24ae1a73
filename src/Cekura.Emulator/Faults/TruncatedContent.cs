using System.Net;

namespace Cekura.Emulator.Faults;

/// <summary>A body that breaks off: announces its full length, gives the first half, then fails as a lost connection does.</summary>
internal sealed class TruncatedContent : HttpContent
{
    private readonly byte[] _whole;

    private TruncatedContent(byte[] whole) => _whole = whole;

    public static async Task<HttpContent> HalfOfAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var truncated = new TruncatedContent(await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        truncated.Headers.ContentType = content.Headers.ContentType;
        content.Dispose();
        return truncated;
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(_whole.AsMemory(0, _whole.Length / 2)).ConfigureAwait(false);
        throw new HttpIOException(HttpRequestError.ResponseEnded, "The answer broke off, as the seed's faults say.");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _whole.Length;
        return true;
    }
}

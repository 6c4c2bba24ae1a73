namespace Cekura.Benchmarks.Micro;

/// <summary>Keeps the last answer that went through it, or gives back the one that it has.</summary>
internal sealed class RecordedAnswer(HttpMessageHandler? inner) : HttpMessageHandler
{
    private readonly HttpMessageInvoker? _inner = inner is null ? null : new HttpMessageInvoker(inner);

    public byte[] Body { get; set; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (_inner is null)
        {
            return new HttpResponseMessage { Content = new ByteArrayContent(Body) };
        }

        var answer = await _inner.SendAsync(request, cancellationToken);
        Body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
        return answer;
    }

    protected override void Dispose(bool disposing)
    {
        _inner?.Dispose();
        base.Dispose(disposing);
    }
}

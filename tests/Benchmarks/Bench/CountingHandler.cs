namespace Cekura.Benchmarks.Bench;

/// <summary>Counts requests by what they are for.</summary>
internal sealed class CountingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private int _starts;
    private int _polls;
    private int _details;
    private int _others;

    public int Starts => _starts;

    public int Polls => _polls;

    public int Details => _details;

    public int Others => _others;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.AbsolutePath;
        ref var count = ref _others;
        if (request.Method == HttpMethod.Post && path.Contains("/run_scenarios", StringComparison.Ordinal))
        {
            count = ref _starts;
        }
        else if (path.EndsWith("/runs/bulk/", StringComparison.Ordinal))
        {
            count = ref _details;
        }
        else if (
            request.Method == HttpMethod.Get
            && (path.Contains("/results/", StringComparison.Ordinal) || path.EndsWith("/runs/", StringComparison.Ordinal))
        )
        {
            count = ref _polls;
        }

        Interlocked.Increment(ref count);
        return base.SendAsync(request, cancellationToken);
    }
}

using System.Collections.Concurrent;

namespace Cekura.Contract.Tests.Emulated;

/// <summary>Keeps what passes between a client and a service.</summary>
internal sealed class ExchangeRecorder(HttpMessageHandler service) : DelegatingHandler(service)
{
    private readonly ConcurrentQueue<Exchange> _exchanges = new();

    public IReadOnlyList<Exchange> Exchanges => [.. _exchanges];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        _exchanges.Enqueue(
            new(
                request.Method.Method,
                request.RequestUri!.AbsolutePath,
                (int)response.StatusCode,
                await response.Content.ReadAsStringAsync(cancellationToken)
            )
            {
                Complaint = response.Headers.TryGetValues("sl-violations", out var complaints) ? string.Join('\n', complaints) : null,
            }
        );
        return response;
    }
}

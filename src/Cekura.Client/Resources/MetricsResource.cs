namespace Cekura.Client;

/// <summary>Definitions of metrics (<c>GET /test_framework/v1/metrics/</c>).</summary>
public sealed class MetricsResource
{
    private const string Path = "/test_framework/v1/metrics/";
    private readonly Transport _transport;

    internal MetricsResource(Transport transport) => _transport = transport;

    /// <summary>Lists them, each id once.</summary>
    /// <exception cref="CekuraException">The list could not be read; transient failures are retried first.</exception>
    public IAsyncEnumerable<Metric> ListAsync(MetricQuery? query = null, CancellationToken cancellationToken = default) =>
        Pages.ListAsync(_transport, Path, (query ?? new()).ToQuery(), ModelReaders.Metric, entry => entry.Id, cancellationToken);

    /// <summary>Reads one of them.</summary>
    /// <exception cref="CekuraNotFoundException">It does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public Task<Metric> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{Path}{id}/"), TimeLimits.Other, ModelReaders.Metric, cancellationToken);
}

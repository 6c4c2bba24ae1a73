namespace Cekura.Client;

/// <summary>Deviations that the built-in check looks for (<c>GET /test_framework/v1/critical-metric-scenarios/</c>).</summary>
public sealed class CriticalMetricScenariosResource
{
    private const string Path = "/test_framework/v1/critical-metric-scenarios/";
    private readonly Transport _transport;

    internal CriticalMetricScenariosResource(Transport transport) => _transport = transport;

    /// <summary>Lists them, each id once.</summary>
    /// <exception cref="CekuraException">The list could not be read; transient failures are retried first.</exception>
    public IAsyncEnumerable<CriticalMetricScenario> ListAsync(
        CriticalMetricScenarioQuery? query = null,
        CancellationToken cancellationToken = default
    ) =>
        Pages.ListAsync(
            _transport,
            Path,
            (query ?? new()).ToQuery(),
            ModelReaders.CriticalMetricScenario,
            entry => entry.Id,
            cancellationToken
        );
}

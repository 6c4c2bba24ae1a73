namespace Cekura.Client;

/// <summary>Deviations that the built-in check looks for (contract, section 12).</summary>
public sealed class CriticalMetricScenariosResource
{
    private const string Path = "/test_framework/v1/critical-metric-scenarios/";
    private readonly Transport _transport;

    internal CriticalMetricScenariosResource(Transport transport) => _transport = transport;

    /// <summary>Lists them, each id once.</summary>
    /// <exception cref="CekuraException">The list could not be read; transient failures are repeated first.</exception>
    public IAsyncEnumerable<CriticalMetricScenario> ListAsync(CriticalMetricScenarioQuery? query = null, CancellationToken cancellationToken = default) =>
        Pages.ListAsync(_transport, Path, (query ?? new()).ToQuery(), ModelReaders.CriticalMetricScenario, entry => entry.Id, cancellationToken);
}

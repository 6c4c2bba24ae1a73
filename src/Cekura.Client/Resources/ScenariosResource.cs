using System.Text.Json;

namespace Cekura.Client;

/// <summary>Scenarios of the service: listing them (contract, section 16) and starting them (section 6).</summary>
public sealed class ScenariosResource
{
    private const string Path = "/test_framework/v1/scenarios/";
    private readonly Transport _transport;

    internal ScenariosResource(Transport transport) => _transport = transport;

    /// <summary>Lists scenarios, page by page, each id once.</summary>
    /// <exception cref="CekuraException">A page could not be read; transient failures are repeated first.</exception>
    public IAsyncEnumerable<Scenario> ListAsync(ScenarioQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.ListAsync(_transport, Path, query.ToQuery(), Read, scenario => scenario.Id, cancellationToken);
    }

    /// <summary>Reads one scenario.</summary>
    /// <exception cref="CekuraNotFoundException">The scenario does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are repeated first.</exception>
    public Task<Scenario> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{Path}{id}/"), TimeLimits.Other, Read, cancellationToken);

    /// <summary>Starts text conversations. Sent once; repeated only when the service throttled it and so did nothing.</summary>
    /// <exception cref="CekuraUnknownOutcomeException">
    /// The runs may have been created: look for a result with the request's name before starting again.
    /// </exception>
    /// <exception cref="CekuraException">The service refused; nothing was started.</exception>
    public Task<StartedResult> RunTextAsync(RunTextRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var json = JsonSerializer.SerializeToUtf8Bytes(request, RequestJson.Default.RunTextRequest);
        return _transport.StartAsync($"{Path}run_scenarios_text/", json, StartedResultReader.Read, cancellationToken);
    }

    private static Scenario Read(JsonElement json) => json.ReadAs(AnswerJson.Default.Scenario);
}

namespace Cekura.Client;

/// <summary>Results of the service: batches of runs (contract, section 8).</summary>
public sealed class ResultsResource
{
    private const string Path = "/test_framework/v1/results/";
    private readonly Transport _transport;

    internal ResultsResource(Transport transport) => _transport = transport;

    /// <summary>
    /// Reads one result with all its runs, in their short form: <see cref="RunsResource.GetManyAsync"/> reads them in full.
    /// </summary>
    /// <exception cref="CekuraNotFoundException">The result does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are repeated first.</exception>
    public Task<Result> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{Path}{id}/"), TimeLimits.Poll, ResultReader.Read, cancellationToken);

    /// <summary>Ends every active conversation of the result. Sent once, with a time limit of 5 s.</summary>
    /// <exception cref="CekuraNotFoundException">The result does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: the conversations may or may not end.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task EndCallsAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.PostAsync($"{Path}{id}/end_calls/", TimeLimits.EndCalls, cancellationToken);
}

namespace Cekura.Client;

/// <summary>Personalities of the simulated caller (<c>GET /test_framework/v1/personalities/</c>).</summary>
public sealed class PersonalitiesResource
{
    private const string Path = "/test_framework/v1/personalities/";
    private readonly Transport _transport;

    internal PersonalitiesResource(Transport transport) => _transport = transport;

    /// <summary>Lists those that the key can use, each id once.</summary>
    /// <exception cref="CekuraException">The list could not be read; transient failures are retried first.</exception>
    public IAsyncEnumerable<Personality> ListAsync(PersonalityQuery? query = null, CancellationToken cancellationToken = default) =>
        Pages.ListAsync(_transport, Path, (query ?? new()).ToQuery(), ModelReaders.Personality, entry => entry.Id, cancellationToken);

    /// <summary>Reads one personality.</summary>
    /// <exception cref="CekuraNotFoundException">The personality does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public Task<Personality> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{Path}{id}/"), TimeLimits.Other, ModelReaders.Personality, cancellationToken);
}

namespace Cekura.Client;

/// <summary>Test profiles of the simulated caller (<c>GET /test_framework/v1/test-profiles/</c>).</summary>
public sealed class TestProfilesResource
{
    private const string Path = "/test_framework/v1/test-profiles/";
    private readonly Transport _transport;

    internal TestProfilesResource(Transport transport) => _transport = transport;

    /// <summary>Lists them, each id once.</summary>
    /// <exception cref="CekuraException">The list could not be read; transient failures are retried first.</exception>
    public IAsyncEnumerable<TestProfile> ListAsync(TestProfileQuery? query = null, CancellationToken cancellationToken = default) =>
        Pages.ListAsync(_transport, Path, (query ?? new()).ToQuery(), ModelReaders.TestProfile, entry => entry.Id, cancellationToken);

    /// <summary>Reads one of them.</summary>
    /// <exception cref="CekuraNotFoundException">It does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public Task<TestProfile> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{Path}{id}/"), TimeLimits.Other, ModelReaders.TestProfile, cancellationToken);
}

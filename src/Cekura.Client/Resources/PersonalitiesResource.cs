namespace Cekura.Client;

/// <summary>Personalities of the simulated caller (contract, section 16).</summary>
public sealed class PersonalitiesResource
{
    private const string Path = "/test_framework/v1/personalities/";
    private readonly Transport _transport;

    internal PersonalitiesResource(Transport transport) => _transport = transport;

    /// <summary>Lists the personalities that the key can use. The service does not page them.</summary>
    /// <exception cref="CekuraException">The list could not be read; transient failures are repeated first.</exception>
    public async Task<IReadOnlyList<Personality>> ListAsync(PersonalityQuery? query = null, CancellationToken cancellationToken = default)
    {
        var entries = Pages.ListAsync(
            _transport, Path, (query ?? new()).ToQuery(), json => json.ReadAs(AnswerJson.Default.Personality), entry => entry.Id, cancellationToken);
        return await entries.ToListAsync(cancellationToken);
    }
}

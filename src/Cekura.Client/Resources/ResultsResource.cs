using System.Globalization;
using System.Text.Json;

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

    /// <summary>
    /// Makes a link under which people without an account see the result (contract, section 15). Whoever has the link can read it. Sent once, with
    /// a time limit of 15 s; repeated only after a 429.
    /// </summary>
    /// <param name="id">Id of the result.</param>
    /// <param name="expiresAt">When the link stops working; null: never. The service's own runners ask for 7 days.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="CekuraForbiddenException">The plan does not include such links.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: there may or may not be a link.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task<Uri> CreateShareLinkAsync(long id, DateTimeOffset? expiresAt = null, CancellationToken cancellationToken = default)
    {
        var until = expiresAt?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var json = JsonSerializer.SerializeToUtf8Bytes(new ShareLinkRequest(until), RequestJson.Default.ShareLinkRequest);
        return _transport.PostAsync($"{Path}{id}/create_shareable_link_token/", json, TimeLimits.ShareLink, ReadLink, cancellationToken);
    }

    private static Uri ReadLink(JsonElement answer) =>
        Uri.TryCreate(answer.TextField("shareable_link"), UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            ? link
            : throw new JsonException("shareable_link is no address of a page");
}

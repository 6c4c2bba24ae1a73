using System.Globalization;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>Results of the service: batches of runs (<c>GET /test_framework/v2/results/{id}/</c>).</summary>
public sealed class ResultsResource
{
    private const string Path = "/test_framework/v1/results/";
    private readonly Transport _transport;

    internal ResultsResource(Transport transport) => _transport = transport;

    /// <summary>
    /// Reads one result with all its runs, in their short form: <see cref="RunsResource.GetManyAsync"/> reads them in full.
    /// </summary>
    /// <exception cref="CekuraNotFoundException">The result does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">
    /// Another failure; transient ones, such as an answer about another result, are retried first.
    /// </exception>
    public Task<Result> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(
            _transport.Service.Resolve($"{ReadVersion.Results}{id}/"),
            TimeLimits.Poll,
            json => About(id, ResultReader.Read(json)),
            cancellationToken
        );

    /// <summary>
    /// Reads how a result stands: what <see cref="GetAsync"/> reads, without what its runs said and how that was scored, which is dropped
    /// while it arrives. Made for polls of large results, whose <see cref="Result.Source"/> lacks the runs; each of these has its own.
    /// </summary>
    /// <inheritdoc cref="GetAsync" path="/exception"/>
    public Task<Result> GetProgressAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetWithoutConversationsAsync(
            _transport.Service.Resolve($"{ReadVersion.Results}{id}/"),
            TimeLimits.Poll,
            (head, runs) => About(id, ResultReader.Read(head, runs)),
            cancellationToken
        );

    /// <summary>Ends every active conversation of the result. Sent once, with a time limit of 5 s.</summary>
    /// <exception cref="CekuraNotFoundException">The result does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: the conversations may or may not end.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task EndCallsAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.PostAsync($"{Path}{id}/end_calls/", TimeLimits.EndCalls, cancellationToken);

    /// <summary>
    /// Makes a link under which people without an account see the result
    /// (<c>POST /test_framework/v1/results/{id}/create_shareable_link_token/</c>). Everyone with the link can read it. Sent once, with a
    /// time limit of 15 s; retried only after a 429.
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

    /// <summary>Lists results without their details, each id once, the newest first.</summary>
    /// <exception cref="CekuraException">A page could not be read; transient failures are retried first.</exception>
    public IAsyncEnumerable<Result> ListAsync(ResultQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.ListAsync(_transport, ReadVersion.Results, query.ToQuery(), ResultReader.Read, result => result.Id, cancellationToken);
    }

    /// <summary>
    /// Scores existing runs again (<c>POST /test_framework/v1/results/{id}/evaluate_metrics/</c>). Places no call; the service bills each
    /// metric and run. The result is not final until it is completed once more. Sent once; retried only after a 429.
    /// </summary>
    /// <param name="id">Id of the result.</param>
    /// <param name="runIds">Runs of the result, at least one.</param>
    /// <param name="metricIds">Metrics to score, at least one.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="ArgumentException">There is no run or no metric.</exception>
    /// <exception cref="CekuraNotFoundException">The result does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: the runs may or may not be scored again.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task<Result> EvaluateMetricsAsync(
        long id,
        IReadOnlyCollection<long> runIds,
        IReadOnlyCollection<long> metricIds,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(runIds);
        ArgumentNullException.ThrowIfNull(metricIds);
        if (runIds.Count == 0 || metricIds.Count == 0)
        {
            throw new ArgumentException(
                "Scoring again needs at least one run and one metric.",
                runIds.Count == 0 ? nameof(runIds) : nameof(metricIds)
            );
        }

        var request = new EvaluateMetricsRequest([.. runIds.Select(Text)], [.. metricIds.Select(Text)]);
        var json = JsonSerializer.SerializeToUtf8Bytes(request, RequestJson.Default.EvaluateMetricsRequest);
        return _transport.PostAsync($"{Path}{id}/evaluate_metrics/", json, TimeLimits.Other, ResultReader.Read, cancellationToken);

        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Holds all conversations of a result once more: new calls, a new result, new cost
    /// (<c>POST /test_framework/v1/results/{id}/rerun/</c>). To score the existing ones again take <see cref="EvaluateMetricsAsync"/>. Sent
    /// once; retried only after a 429.
    /// </summary>
    /// <returns>The new result.</returns>
    /// <exception cref="CekuraNotFoundException">The result does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: the calls may have been placed.</exception>
    /// <exception cref="CekuraException">The service refused; nothing was started.</exception>
    public Task<Result> RerunAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.PostAsync($"{Path}{id}/rerun/", json: null, TimeLimits.Start, ResultReader.Read, cancellationToken);

    private static Uri ReadLink(JsonElement answer) =>
        Uri.TryCreate(answer.TextField("shareable_link"), UriKind.Absolute, out var link)
        && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp)
            ? link
            : throw new JsonException("shareable_link is no address of a page");

    private static Result About(long id, Result result) =>
        result.Id == id ? result : throw new JsonException($"it is about result {result.Id}");
}

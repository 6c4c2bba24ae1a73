using System.Text.Json;

namespace Cekura.Client;

/// <summary>Runs of the service: single conversations (<c>GET /test_framework/v2/runs/</c>).</summary>
public sealed class RunsResource
{
    private const string Path = "/test_framework/v1/runs/";

    private readonly Transport _transport;

    internal RunsResource(Transport transport) => _transport = transport;

    /// <summary>How many runs one call reads in full. The service publishes no maximum.</summary>
    public const int IdsPerCall = 50;

    /// <summary>Lists runs in their short form, page by page, each id once.</summary>
    /// <exception cref="CekuraException">A page could not be read; transient failures are retried first.</exception>
    public IAsyncEnumerable<Run> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.ListAsync(_transport, ReadVersion.Runs, query.ToQuery(), RunReader.Read, run => run.Id, cancellationToken);
    }

    /// <summary>
    /// Reads runs in full, 50 a call. Ids that the service does not answer, or answers with something that cannot be read, are missing from
    /// the list: one run never hides the others.
    /// </summary>
    /// <exception cref="CekuraException">A call failed; transient failures are retried first.</exception>
    public Task<IReadOnlyList<Run>> GetManyAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default) =>
        ReadManyAsync(ids, unreadable: null, cancellationToken);

    /// <inheritdoc cref="GetManyAsync"/>
    /// <param name="ids">Which.</param>
    /// <param name="unreadable">Is told why a run is missing that came and cannot be read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    internal async Task<IReadOnlyList<Run>> ReadManyAsync(
        IReadOnlyCollection<long> ids,
        Action<string>? unreadable,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(ids);
        var runs = new List<Run>(ids.Count);
        foreach (var chunk in ids.Distinct().Chunk(IdsPerCall))
        {
            runs.AddRange(await new RunBulk(_transport, chunk).ReadAsync(unreadable, cancellationToken).ConfigureAwait(false));
        }

        return runs;
    }

    /// <summary>Reads one run in full.</summary>
    /// <exception cref="CekuraNotFoundException">The run does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public Task<Run> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{ReadVersion.Runs}{id}/"), TimeLimits.Other, RunReader.Read, cancellationToken);

    /// <summary>Ends one conversation. Sent once, with a time limit of 5 s.</summary>
    /// <exception cref="CekuraNotFoundException">The run does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: the conversation may or may not end.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task EndCallAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.PostAsync($"{Path}{id}/end_call/", TimeLimits.EndCalls, cancellationToken);

    /// <summary>
    /// Reads where people can listen to a conversation, which works only while a voice run is in progress
    /// (<c>GET /test_framework/v1/runs/{id}/get_listen_url/</c>). Not retried: by then the conversation may be over.
    /// </summary>
    /// <returns>
    /// The address as the service sent it; the JSON of an answer in which none is found. Everyone with the address can listen.
    /// </returns>
    /// <exception cref="CekuraNotFoundException">
    /// The run does not exist, the key cannot see it, or there is nothing to listen to.
    /// </exception>
    /// <exception cref="CekuraException">Another failure.</exception>
    public Task<string> GetListenUrlAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetOnceAsync(
            _transport.Service.Resolve($"{Path}{id}/get_listen_url/"),
            TimeLimits.Poll,
            ReadListenUrl,
            cancellationToken
        );

    /// <summary>Reads what the agent recorded of a run (<c>GET /test_framework/v1/runs/{id}/trace/</c>).</summary>
    /// <exception cref="CekuraNotFoundException">
    /// The run does not exist, the key cannot see it, or there is no trace of it: <see cref="Run.TraceId"/> is null.
    /// </exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public Task<RunTrace> GetTraceAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{Path}{id}/trace/"), TimeLimits.Other, RunTrace.Read, cancellationToken);

    /// <summary>
    /// Votes on a metric of a run: the run counts as reviewed and its stored score changes
    /// (<c>POST /test_framework/v1/runs/{id}/mark_metric_vote/</c>). Sent once; retried only after a 429.
    /// </summary>
    /// <exception cref="CekuraNotFoundException">The run does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: the vote may or may not count.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task MarkMetricVoteAsync(long id, MetricVote vote, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(vote);
        return _transport.PostAsync(
            $"{Path}{id}/mark_metric_vote/",
            JsonSerializer.SerializeToUtf8Bytes(vote, RequestJson.Default.MetricVote),
            TimeLimits.Other,
            cancellationToken
        );
    }

    /// <summary>
    /// Votes on the expected outcome of a run (<c>POST /test_framework/v1/runs/{id}/mark_expected_outcome_vote/</c>). Sent once; retried
    /// only after a 429.
    /// </summary>
    /// <param name="id">Id of the run.</param>
    /// <param name="thumbsUp">Whether its score is right.</param>
    /// <param name="feedback">Why; null: not said.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <inheritdoc cref="MarkMetricVoteAsync" path="/exception"/>
    public Task MarkExpectedOutcomeVoteAsync(
        long id,
        bool thumbsUp,
        string? feedback = null,
        CancellationToken cancellationToken = default
    ) =>
        _transport.PostAsync(
            $"{Path}{id}/mark_expected_outcome_vote/",
            JsonSerializer.SerializeToUtf8Bytes(new ExpectedOutcomeVote(thumbsUp, feedback), RequestJson.Default.ExpectedOutcomeVote),
            TimeLimits.Other,
            cancellationToken
        );

    /// <summary>
    /// Marks a critical deviation of a run as wrongly found (<c>POST /test_framework/v1/runs/{id}/mark_critical_scenario_wrong/</c>). Sent
    /// once; retried only after a 429.
    /// </summary>
    /// <param name="id">Id of the run.</param>
    /// <param name="scenarioId">Id of the critical scenario; the run's <see cref="Run.CriticalCategories"/> show theirs.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="CekuraNotFoundException">The run or the deviation does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: the mark may or may not count.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task MarkCriticalScenarioWrongAsync(long id, long scenarioId, CancellationToken cancellationToken = default) =>
        MarkAsync($"{Path}{id}/mark_critical_scenario_wrong/", scenarioId, cancellationToken);

    /// <summary>Takes back what <see cref="MarkCriticalScenarioWrongAsync"/> did.</summary>
    /// <inheritdoc cref="MarkCriticalScenarioWrongAsync"/>
    public Task UnmarkCriticalScenarioWrongAsync(long id, long scenarioId, CancellationToken cancellationToken = default) =>
        MarkAsync($"{Path}{id}/unmark_critical_scenario_wrong/", scenarioId, cancellationToken);

    /// <summary>
    /// Scores the expected outcome of a run anew and waits for it (<c>POST /test_framework/v1/runs/{id}/run_expected_outcome/</c>). Where
    /// the service has dropped the call that waits, the work is started in the background and polled every 2 s, for 10 minutes at most.
    /// Each start is sent once; retried only after a 429.
    /// </summary>
    /// <exception cref="CekuraNotFoundException">The run does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraTransientException">The work failed, or took longer than 10 minutes.</exception>
    /// <exception cref="CekuraException">Another failure.</exception>
    public async Task<ExpectedOutcome> RunExpectedOutcomeAsync(long id, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _transport
                .PostAsync($"{Path}{id}/run_expected_outcome/", json: null, TimeLimits.Start, ReadOutcome, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (CekuraException exception) when (exception.StatusCode is 404 or 405)
        {
            var progress = await StartExpectedOutcomeAsync(id, cancellationToken).ConfigureAwait(false);
            return await new JobPoller(_transport.Clock)
                .WaitAsync(token => GetExpectedOutcomeProgressAsync(progress, token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Starts to score the expected outcome of a run anew. Sent once; retried only after a 429.</summary>
    /// <returns>The id to ask for progress with.</returns>
    /// <exception cref="CekuraNotFoundException">The run does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">Another failure.</exception>
    public Task<string> StartExpectedOutcomeAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.PostAsync($"{Path}{id}/run_expected_outcome_bg/", json: null, TimeLimits.Start, ProgressReader.IdOf, cancellationToken);

    /// <summary>Reads how far the scoring has come.</summary>
    /// <exception cref="CekuraException">It could not be read; transient failures are retried first.</exception>
    public Task<WorkProgress<ExpectedOutcome>> GetExpectedOutcomeProgressAsync(
        string progressId,
        CancellationToken cancellationToken = default
    ) =>
        _transport.GetAsync(
            _transport.Service.Resolve($"{Path}run_expected_outcome_progress/", new Query().Add("progress_id", progressId)),
            TimeLimits.Poll,
            json => ProgressReader.Read(json, "expected_outcome", ReadOutcome),
            cancellationToken
        );

    /// <summary>
    /// Reads the opening of an API chat; its message is null when the agent speaks first (<c>GET /test_framework/v1/runs/{id}/chat/0/</c>).
    /// </summary>
    /// <exception cref="CekuraConflictException">The run is still starting, or it has ended.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public Task<ChatTurn> OpenChatAsync(long id, CancellationToken cancellationToken = default) =>
        GetChatTurnAsync(id, 0, cancellationToken);

    /// <summary>Says something for the agent in an API chat, or records a tool call. Sent once; retried only after a 429.</summary>
    /// <returns>The number of the turn that will hold the caller's reply.</returns>
    /// <exception cref="CekuraConflictException">The run is still starting, or it has ended.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: it may or may not have been said.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task<ChatReceipt> SendChatAsync(long id, ChatMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var json = JsonSerializer.SerializeToUtf8Bytes(message, RequestJson.Default.ChatMessage);
        return _transport.PostAsync(
            $"{Path}{id}/chat/",
            json,
            TimeLimits.Other,
            answer => answer.ReadAs(ResponseJson.Default.ChatReceipt),
            cancellationToken
        );
    }

    /// <summary>Reads a turn of an API chat.</summary>
    /// <exception cref="CekuraNotFoundException">The turn does not exist.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are retried first.</exception>
    public Task<ChatTurn> GetChatTurnAsync(long id, long turnId, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(
            _transport.Service.Resolve($"{Path}{id}/chat/{turnId}/"),
            TimeLimits.Poll,
            json => json.ReadAs(ResponseJson.Default.ChatTurn),
            cancellationToken
        );

    /// <summary>Ends an API chat for the agent's side, with a time limit of 5 s. Retried only after a 429.</summary>
    /// <param name="id">Id of the run.</param>
    /// <param name="reason">Why it ends; null: not said.</param>
    /// <param name="cancellationToken">Gives up waiting for the answer.</param>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: the conversation may or may not end.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task EndChatAsync(long id, string? reason = null, CancellationToken cancellationToken = default)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(new ChatEnd(reason), RequestJson.Default.ChatEnd);
        return _transport.PostAsync($"{Path}{id}/end-chat/", json, TimeLimits.EndCalls, answer => answer.ValueKind, cancellationToken);
    }

    private Task MarkAsync(string path, long scenarioId, CancellationToken cancellationToken) =>
        _transport.PostAsync(
            path,
            JsonSerializer.SerializeToUtf8Bytes(new CriticalScenarioMark(scenarioId), RequestJson.Default.CriticalScenarioMark),
            TimeLimits.Other,
            cancellationToken
        );

    private static ExpectedOutcome ReadOutcome(JsonElement answer)
    {
        var parts = new VerdictPartReader();
        var outcome = parts.Outcome(answer.Field("expected_outcome"));
        return parts.Unreadable is [var strange, ..]
            ? throw new JsonException($"{strange.Name} cannot be read ({strange.Found})")
            : outcome ?? throw new JsonException("no expected_outcome");
    }

    // The answer is not published, so every likely form is read.
    private static string ReadListenUrl(JsonElement answer) =>
        answer.TextField("listen_url") ?? answer.TextField("url") ?? TextConverter.TextOf(answer) ?? answer.GetRawText();
}

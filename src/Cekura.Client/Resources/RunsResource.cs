using System.Text.Json;

namespace Cekura.Client;

/// <summary>Runs of the service: single conversations (contract, section 9).</summary>
public sealed class RunsResource
{
    private const string Path = "/test_framework/v1/runs/";

    // No maximum is published; the contract proposes this one.
    private const int IdsPerCall = 50;
    private readonly Transport _transport;

    internal RunsResource(Transport transport) => _transport = transport;

    /// <summary>Lists runs in their short form, page by page, each id once.</summary>
    /// <exception cref="CekuraException">A page could not be read; transient failures are repeated first.</exception>
    public IAsyncEnumerable<Run> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.ListAsync(_transport, Path, query.ToQuery(), RunReader.Read, run => run.Id, cancellationToken);
    }

    /// <summary>Reads runs in full, 50 a call. Ids that the service does not answer are missing from the list.</summary>
    /// <exception cref="CekuraException">A call failed; transient failures are repeated first.</exception>
    public async Task<IReadOnlyList<Run>> GetManyAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var runs = new List<Run>(ids.Count);
        foreach (var chunk in ids.Distinct().Chunk(IdsPerCall))
        {
            var address = _transport.Service.Resolve($"{Path}bulk/", new Query().Add("run_ids", chunk));
            runs.AddRange(await _transport.GetAsync(address, TimeLimits.Other, json => Pages.ReadEntries(json, RunReader.Read), cancellationToken));
        }

        return runs;
    }

    /// <summary>Reads one run in full.</summary>
    /// <exception cref="CekuraNotFoundException">The run does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are repeated first.</exception>
    public Task<Run> GetAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{Path}{id}/"), TimeLimits.Other, RunReader.Read, cancellationToken);

    /// <summary>Ends one conversation. Sent once, with a time limit of 5 s.</summary>
    /// <exception cref="CekuraNotFoundException">The run does not exist, or the key cannot see it.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: the conversation may or may not end.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task EndCallAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.PostAsync($"{Path}{id}/end_call/", TimeLimits.EndCalls, cancellationToken);

    /// <summary>
    /// Reads where people can listen to a conversation, which works only while a voice run is going on (contract, section 11). Not repeated: by then
    /// the conversation may be over.
    /// </summary>
    /// <returns>The address as the service sent it; the JSON of an answer in which none is found. Whoever has it can listen.</returns>
    /// <exception cref="CekuraNotFoundException">The run does not exist, the key cannot see it, or there is nothing to listen to.</exception>
    /// <exception cref="CekuraException">Another failure.</exception>
    public Task<string> GetListenUrlAsync(long id, CancellationToken cancellationToken = default) =>
        _transport.GetOnceAsync(_transport.Service.Resolve($"{Path}{id}/get_listen_url/"), TimeLimits.Poll, ReadListenUrl, cancellationToken);

    /// <summary>Reads the opening of an API chat; its message is null when the agent speaks first (contract, section 18).</summary>
    /// <exception cref="CekuraConflictException">The run is still starting, or it has ended.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are repeated first.</exception>
    public Task<ChatTurn> OpenChatAsync(long id, CancellationToken cancellationToken = default) => GetChatTurnAsync(id, 0, cancellationToken);

    /// <summary>Says something for the agent in an API chat, or records a tool call. Sent once; repeated only after a 429.</summary>
    /// <returns>The number of the turn that will hold the caller's reply.</returns>
    /// <exception cref="CekuraConflictException">The run is still starting, or it has ended.</exception>
    /// <exception cref="CekuraUnknownOutcomeException">No usable answer came: it may or may not have been said.</exception>
    /// <exception cref="CekuraException">The service refused.</exception>
    public Task<ChatReceipt> SendChatAsync(long id, ChatMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var json = JsonSerializer.SerializeToUtf8Bytes(message, RequestJson.Default.ChatMessage);
        return _transport.PostAsync($"{Path}{id}/chat/", json, TimeLimits.Other, answer => answer.ReadAs(AnswerJson.Default.ChatReceipt), cancellationToken);
    }

    /// <summary>Reads a turn of an API chat.</summary>
    /// <exception cref="CekuraNotFoundException">The turn does not exist.</exception>
    /// <exception cref="CekuraException">Another failure; transient ones are repeated first.</exception>
    public Task<ChatTurn> GetChatTurnAsync(long id, long turnId, CancellationToken cancellationToken = default) =>
        _transport.GetAsync(_transport.Service.Resolve($"{Path}{id}/chat/{turnId}/"), TimeLimits.Poll, json => json.ReadAs(AnswerJson.Default.ChatTurn), cancellationToken);

    /// <summary>Ends an API chat for the agent's side, with a time limit of 5 s. Repeated only after a 429.</summary>
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

    // The answer is not published, so every likely form is read.
    private static string ReadListenUrl(JsonElement answer) =>
        answer.TextField("listen_url") ?? answer.TextField("url") ?? TextConverter.TextOf(answer) ?? answer.GetRawText();
}

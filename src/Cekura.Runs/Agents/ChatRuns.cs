using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;
using Cekura.Runs.Processes;
using Cekura.Runs.Starts;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Agents;

/// <summary>
/// The chats of a started batch of mode api_chat, each answered by the case's <c>agent</c>, <c>command</c> or <c>endpoint</c>.
/// </summary>
internal sealed class ChatRuns : IAsyncDisposable
{
    /// <summary>The mode whose runs wait for this side to answer.</summary>
    public const string Mode = "api_chat";

    private const int MaxFailureLength = 1000;

    // The protocol itself says that an agent is late, and by what.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    private readonly CekuraClient _client;
    private readonly AgentOptions _options;
    private readonly long _resultId;
    private readonly ConcurrentDictionary<long, (AgentChat Chat, Task<AgentFailure?> Played, CancellationTokenSource Over)> _chats = new();

    /// <summary>Begins.</summary>
    public ChatRuns(CekuraClient client, AgentOptions options, StartBatch batch, StartedResult started)
    {
        (_client, _options, _resultId) = (client, options, started.Id);
        foreach (var run in started.Runs)
        {
            var scenarioCase = batch.CaseOf(run.ScenarioId, run.ScenarioName);
            var over = new CancellationTokenSource();
            var chat = new AgentChat(client, options, run.Id, scenarioCase.ScenarioId, AnswerLimit(scenarioCase));
            _chats[run.Id] = (chat, PlayAsync(chat, run.Id, scenarioCase, over.Token), over);
        }
    }

    /// <summary>A run is over: its chat is ended.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="timeIsOver">Whether a time limit ended it.</param>
    /// <returns>Why the agent's side failed; null when it did not.</returns>
    public async ValueTask<AgentFailure?> OverAsync(long runId, bool timeIsOver = false)
    {
        if (!_chats.TryRemove(runId, out var entry))
        {
            return null;
        }

        await entry.Over.CancelAsync().ConfigureAwait(false);
        var failure = await entry.Played.ConfigureAwait(false);
        entry.Over.Dispose();
        return failure
            ?? (
                timeIsOver && entry.Chat.Unanswered is { } silence ? new AgentFailure(UntrustedText.Line(silence, MaxFailureLength)) : null
            );
    }

    /// <summary>The runs are watched no longer: every chat is ended.</summary>
    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_chats.Keys.Select(runId => OverAsync(runId).AsTask())).ConfigureAwait(false);

    private async Task<AgentFailure?> PlayAsync(AgentChat chat, long runId, ScenarioCase scenarioCase, CancellationToken over)
    {
        try
        {
            await chat.PlayAsync(() => Connect(scenarioCase, runId), over).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (e is ChatException or ProcessException or CekuraException)
        {
            var failure = await EndAsync(runId, UntrustedText.Line(e.Message, MaxFailureLength), over).ConfigureAwait(false);
            return new(failure, NeverAnswered: e is ChatException { NeverAnswered: true });
        }
    }

    private TimeSpan? AnswerLimit(ScenarioCase scenarioCase) =>
        scenarioCase.Options?["answer_timeout"] is JsonValue seconds && seconds.TryGetValue(out int limit) ? TimeSpan.FromSeconds(limit)
        : _options.InProcess(scenarioCase.AgentId) is { } own ? own.AnswerLimit + Slack
        : scenarioCase.Options?["agent"] is JsonObject agent ? AgentSettings.Read(agent).AnswerLimit + Slack
        : null;

    private ProtocolAgent Speak(AgentSettings agent, ScenarioCase scenarioCase, long runId)
    {
        var opening = new LineOpening(agent) { RunId = runId, ScenarioId = scenarioCase.ScenarioId };
        return new(_options.Dial(_options.Time, program => Start(program, scenarioCase, runId)), opening, _options.Time);
    }

    private ProgramLine Start(AgentSettings program, ScenarioCase scenarioCase, long runId)
    {
        var command = Command.Of(scenarioCase, program.Options, runId, _resultId);
        try
        {
            return new(_options.Commands.Start(command with { Converses = true }));
        }
        catch (ProcessException e)
        {
            throw new ConnectException(FaultKind.NotReached, e.Message, e);
        }
    }

    private IChatAgent Connect(ScenarioCase scenarioCase, long runId)
    {
        if (_options.InProcess(scenarioCase.AgentId) is { } own)
        {
            return Speak(own, scenarioCase, runId);
        }

        if (Command.Of(scenarioCase, "command", runId, _resultId) is { } command)
        {
            return new CommandAgent(_options.Commands.Start(command with { Converses = true }));
        }

        if (scenarioCase.Options?["agent"] is JsonObject agent)
        {
            return Speak(AgentSettings.Read(agent), scenarioCase, runId);
        }

        return (string?)scenarioCase.Options?["endpoint"] is { } endpoint
            ? new EndpointAgent(_options.ConnectAgent(), new Uri(endpoint))
            : throw new ChatException(
                "No one answers for the agent: mode api_chat needs the option \"agent\", \"command\" or \"endpoint\"."
            );
    }

    // When it fails, the chat's own time limit ends it; what the agent's side failed with is what people have to know.
    private async Task<string> EndAsync(long runId, string failure, CancellationToken over)
    {
        try
        {
            await new EndCalls(_client, _options.Time).EndChatAsync(runId, failure, over).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Over without this.
        }

        return failure;
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using Cekura.Agents.Options;
using Cekura.Agents.Traces;
using Cekura.Emulator.Chat;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Launch;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Emulator.Text;
using Cekura.Emulator.Traces;
using Cekura.Emulator.Transcripts;
using Cekura.Models.Chat;

namespace Cekura.Emulator.Running;

/// <summary>Carries a run out as a conversation with the agent, which is launched first where the seed says how.</summary>
internal sealed class ConversationRunner(
    IConversationPlayer player,
    AgentProcesses agents,
    AgentTraces traces,
    TimeProvider time,
    int randomSeed,
    TimeSpan? joinWindow
)
{
    // A connection is gone a moment before the process that held it.
    private static readonly TimeSpan DeathPatience = TimeSpan.FromSeconds(1);

    // A program and an agent in this process have no address.
    private static readonly Uri Program = new("about:program");

    private readonly ReplayRunner _replay = new(time);
    private readonly CallerChoice _callers = new(time);
    private Limits _limits = new();

    /// <summary>The limits of conversations that begin from now on.</summary>
    public Limits Limits
    {
        get => Volatile.Read(ref _limits);
        set => Volatile.Write(ref _limits, value);
    }

    /// <summary>The model that plays callers of conversations that begin from now on; null: there is none.</summary>
    public IChatModel? Model
    {
        get => _callers.Model;
        set => _callers.Model = value;
    }

    /// <summary>
    /// Ends early when <see cref="EmulatedRun.CallEnded"/> is cancelled, and throws <see cref="OperationCanceledException"/> only for that.
    /// </summary>
    public Task<PlayedConversation> RunAsync(EmulatedRun run) =>
        run.Scenario switch
        {
            { Replay: { } replay } => _replay.RunAsync(run, replay),
            { Script: null } when !_callers.CanPlay(run.Scenario) => Task.FromResult(
                PlayedConversation.Failed(
                    $"Scenario {run.Scenario.Id} \"{run.Scenario.Name}\" is of the type {run.Scenario.Type}: its caller needs a language model, which the emulator has not. "
                        + (
                            Model is null && run.Scenario.Type == Scenario.Instruction
                                ? "Name one with ModelUrl and CallerModel, or give it"
                                : "Give it"
                        )
                        + " conditional_actions, or a replay in the seed (the test case of a suite takes that of the scenario with its name), or run it on the service."
                )
            ),
            _ when run.Chat is { } chat => HoldAsync(run, chat),
            _ => HoldAsync(run),
        };

    /// <summary>Opens what must be open as soon as a run is in progress: the chat of the mode API chat.</summary>
    public void Prepare(EmulatedRun run)
    {
        if (
            run is { Result.Order.Channel.IsApiChat: true, Scenario.Replay: null }
            && (run.Scenario.Script is not null || _callers.CanPlay(run.Scenario))
        )
        {
            run.Chat = new(ChatRequest(run), turn => Show(run, turn), time);
        }
    }

    private async Task<PlayedConversation> HoldAsync(EmulatedRun run, ApiChat chat)
    {
        var record = await chat.HoldAsync(run.CallEnded).ConfigureAwait(false);
        _callers.Ended(run, record.Fault);
        return PlayedConversation.Of(record);
    }

    private async Task<PlayedConversation> HoldAsync(EmulatedRun run)
    {
        Uri url;
        try
        {
            url = await AddressAsync(run).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LaunchException or TraceException)
        {
            return PlayedConversation.Failed(e.Message);
        }

        var context = TraceContext.Of(run.Result.Id, run.Id, run.Scenario.Id, time.GetUtcNow());
        if (run.Agent.Traces is null)
        {
            return (await PlayAsync(run, Request(run, url) with { Trace = context }).ConfigureAwait(false)).Played;
        }

        var requests = 0;
        traces.Expect(context);
        try
        {
            var request = Request(run, url) with
            {
                Trace = context,
                Traced = () => Interlocked.Increment(ref requests),
                TraceVariables = traces.EnvironmentOf(run.Agent),
            };
            var (played, began) = await PlayAsync(run, request).ConfigureAwait(false);
            return played.Status != RunStatus.Completed
                ? played
                : WithTrace(
                    run.Agent,
                    played,
                    began,
                    await traces.TakeAsync(run.Agent, context, Volatile.Read(ref requests), run.CallEnded).ConfigureAwait(false)
                );
        }
        finally
        {
            traces.Forget(context);
        }
    }

    private async Task<(PlayedConversation Played, DateTimeOffset Began)> PlayAsync(EmulatedRun run, ConversationRequest request)
    {
        var record = await player.PlayAsync(request, turn => Show(run, turn), run.CallEnded).ConfigureAwait(false);
        _callers.Ended(run, record.Fault);
        return (await WithProcessAsync(run, record).ConfigureAwait(false), record.Began);
    }

    /// <summary>
    /// What the agent's trace adds. A seed that asks for it wants the conversation judged by it: without it, nothing is said of what the
    /// agent did.
    /// </summary>
    private PlayedConversation WithTrace(Agent agent, PlayedConversation played, DateTimeOffset began, RunTrace trace)
    {
        if (trace.Spans.Count == 0)
        {
            return PlayedConversation.Failed(
                $"Not judged: the agent's trace did not come to {traces.AddressOf(agent)}, and \"traces\" of agent {agent.Id} asks for it. Let the agent send its spans over OTLP/HTTP, not gRPC, or take \"traces\" out of the seed."
            ) with
            {
                EndedReason = played.EndedReason,
                Turns = played.Turns,
                Duration = played.Duration,
                Metadata = played.Metadata,
            };
        }

        return played with
        {
            Turns = TracedCalls.Merge(played.Turns, AgentTrace.Of(trace.Spans), began, played.Duration),
            Trace = trace,
            Notes =
                trace.Dropped == 0
                    ? played.Notes
                    :
                    [
                        .. played.Notes,
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"The agent's trace has {trace.Spans.Count + trace.Dropped} spans; the first {trace.Spans.Count} are kept."
                        ),
                    ],
        };
    }

    /// <summary>What the agent's process adds: why it broke off, its last lines, that it ended badly after the call.</summary>
    private async Task<PlayedConversation> WithProcessAsync(EmulatedRun run, ConversationRecord record)
    {
        var played = PlayedConversation.Of(record);
        if (run.WebSocketUrl is not null || run.Agent.Launch is null)
        {
            return played;
        }

        if (record.Fault is not null)
        {
            return played;
        }

        if (record is { Break: null, End: ConversationEnd.Failed })
        {
            return played with { ErrorMessage = $"{played.ErrorMessage} {agents.LastWords(run.Agent)}".Trim() };
        }

        var process = await agents.ObserveAsync(run.Agent, record.LostConnection ? DeathPatience : TimeSpan.Zero).ConfigureAwait(false);
        if (record.Break is { } broke)
        {
            return played with { Verdict = PlayedConversation.AgentBroke(broke, process) };
        }

        return process is { ExitCode: { } code and not 0, Output: var output }
            ? played with
            {
                Notes =
                [
                    .. played.Notes,
                    string.Create(CultureInfo.InvariantCulture, $"After the call, the agent's process ended (exit {code}). {output}"),
                ],
            }
            : played;
    }

    private static void Show(EmulatedRun run, RecordedTurn turn) => run.Update(state => state with { Turns = state.Turns.Add(turn) });

    private async Task<Uri> AddressAsync(EmulatedRun run)
    {
        // Before its process, which is told where to send its trace.
        traces.Open(run.Agent);
        return run.Agent.IsInProcess ? Program
            : run.WebSocketUrl is { } url ? new(url)
            : run.Agent.Settings?.Protocol == ProtocolNames.Command ? Program
            : new(await agents.AddressAsync(run.Agent).WaitAsync(run.CallEnded).ConfigureAwait(false));
    }

    private ConversationRequest Request(EmulatedRun run, Uri url)
    {
        var request = new ConversationRequest(ChatRequest(run), url, HandshakeHeaders.Of(run));
        return request with
        {
            // An address that a request gives is that of a WebSocket.
            Agent = run.WebSocketUrl is null || run.Agent.IsInProcess ? run.Agent.Settings : null,
            RunId = run.Id,
            ScenarioId = run.Scenario.Id,
            IdleMessages = run.Personality?.IdleMessages ?? request.IdleMessages,
        };
    }

    private ChatRequest ChatRequest(EmulatedRun run)
    {
        var request = new ChatRequest
        {
            Script = run.Scenario.Script,
            Style = run.Personality?.Style ?? default,
            Seed = HashSeed(run),
            AgentGivesFirstMessage = run.Agent.GivesFirstMessage,
            EndsUnderTest = EndedBy.NamedIn(run.Scenario.Outcomes.Select(outcome => outcome.Rule)),
            EndCallEnabled = run.Personality?.EndCallEnabled ?? true,
            HasEndCallTool = run.Scenario.ToolIds.Contains("TOOL_END_CALL"),
            TestProfile = run.TestProfile?.Information.ToNode() as JsonObject,
        };
        return request with
        {
            Player = _callers.PlayerOf(run, request),
            JoinWindow = joinWindow ?? run.Agent.TurnPause ?? request.JoinWindow,
            IdleTimeout = run.Personality?.IdleTimeout ?? request.IdleTimeout,
            MaxTurns = Limits.Turns ?? (run.Scenario.Script is null ? ConversationLimits.TurnsOfModel : request.MaxTurns),
            MaxIdenticalExchanges = Limits.IdenticalExchanges ?? request.MaxIdenticalExchanges,
            MaxDuration = run.Result.Order.Timeout ?? run.Scenario.MaxDuration ?? request.MaxDuration,
        };
    }

    // The same for the same case in every process, whatever else was started before; HashCode differs from process to process.
    private int HashSeed(EmulatedRun run) =>
        unchecked((int)((((((randomSeed * 31L) + run.Scenario.Id) * 31) + (run.Personality?.Id ?? 0)) * 31) + run.Repetition));
}

using Cekura.Emulator.Conversation;
using Cekura.Emulator.Faults;
using Cekura.Emulator.Launch;
using Cekura.Emulator.Rest;
using Cekura.Emulator.Rest.Start;
using Cekura.Emulator.Rest.Suites;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.State;

namespace Cekura.Emulator;

/// <summary>
/// The Cekura API on this machine: starts runs in every documented mode, holds real conversations with the agent over its WebSocket, scores them
/// by the rules of a seed, and needs no account and no network. State is in memory. Every run says <c>metadata.emulated</c>.
/// </summary>
public sealed class CekuraEmulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationToken _closing;
    private readonly ResultStore _results;
    private readonly RunScheduler _scheduler;
    private readonly AgentProcesses _agents;
    private readonly RouteTable _routes;
    private readonly FaultInjector _faults;
    private bool _disposed;

    /// <summary>Makes an emulator that knows what the seed says. Nothing is started before the first run.</summary>
    public CekuraEmulator(EmulatorSeed seed, EmulatorOptions? options = null)
        : this(seed, options ?? new(), new WebSocketConversation((options ?? new()).TimeProvider))
    {
    }

    internal CekuraEmulator(EmulatorSeed seed, EmulatorOptions options, IConversationPlayer player)
    {
        ArgumentNullException.ThrowIfNull(seed);
        var (workspace, time) = (seed.Workspace, options.TimeProvider);
        _closing = _closed.Token;
        _results = new(time);
        _agents = new(new(options.BaseDirectory ?? seed.Directory ?? Environment.CurrentDirectory, time));
        _scheduler = new(
            new ConversationStage(player, _agents, time, options.RandomSeed),
            new Scorer(workspace.Rubric),
            Math.Min(options.MaxConcurrentConversations, workspace.Limits.ConcurrentRuns ?? int.MaxValue),
            time);
        _faults = new(workspace.Faults, time);
        var starter = new Starter(new(workspace.Limits, time), _results, _scheduler);
        _routes = new([
            .. new AgentRoutes(workspace).All,
            .. new PersonalityRoutes(workspace).All,
            .. new TestProfileRoutes(workspace).All,
            .. new MetricRoutes(workspace).All,
            .. new ScenarioRoutes(workspace).All,
            .. new StartRoutes(workspace, starter).All,
            .. new SuiteRoutes(workspace, starter).All,
            .. new RunRoutes(_results).All,
            .. new ChatRoutes(_results, time).All,
            .. new ResultRoutes(_results).All,
        ]);
    }

    /// <summary>
    /// Base address for clients, without a listener behind it: requests reach the emulator through <see cref="CreateHandler"/> alone, which
    /// looks at path and query only.
    /// </summary>
    public Uri BaseAddress { get; } = new("http://emulator.local/");

    /// <summary>
    /// A transport in memory for an <see cref="HttpClient"/>. Many may be made; disposing one does nothing to the emulator. After the emulator
    /// is disposed, requests end as cancelled.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new EmulatorHandler(_routes, _faults, _closing);

    /// <summary>Ends the conversations, stops the launched agents with all their processes, and waits for that a few seconds at most.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _closed.CancelAsync();
        await Task.WhenAll(_results.Runs.Select(run => run.EndCallAsync()));
        await _scheduler.DisposeAsync();
        await _agents.DisposeAsync();
        _results.Dispose();
        _closed.Dispose();
    }
}

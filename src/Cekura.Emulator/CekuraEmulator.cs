using Cekura.Agents.Protocols;
using Cekura.Emulator.Calibration;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Data;
using Cekura.Emulator.Launch;
using Cekura.Emulator.Rest;
using Cekura.Emulator.Rest.Routes;
using Cekura.Emulator.Rest.Start;
using Cekura.Emulator.Rest.Suites;
using Cekura.Emulator.Running;
using Cekura.Emulator.Scoring;
using Cekura.Emulator.Seed;
using Cekura.Emulator.State;
using Cekura.Emulator.Talking;
using Cekura.Emulator.Traces;
using Cekura.Emulator.Transcripts;
using Cekura.Models;
using Cekura.Models.Options;

namespace Cekura.Emulator;

/// <summary>
/// The Cekura API on this machine: starts runs in every documented mode, holds real conversations with the agent over its WebSocket, scores
/// them by the rules of a seed, and needs no account and no network. State is in memory. Every run says <c>metadata.emulated</c>.
/// </summary>
public sealed class CekuraEmulator : IAsyncDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly CancellationToken _closing;
    private readonly ResultStore _results;
    private readonly RunScheduler _scheduler;
    private readonly AgentProcesses _agents;
    private readonly AgentTraces _traces;
    private readonly IConversationPlayer _player;
    private readonly ConversationRunner _runner;
    private readonly Revision _revision = new();
    private readonly TestSetStore _testSets;
    private readonly BackgroundWork _work = new();
    private readonly TimeProvider _time;
    private readonly EmulatorOptions _options;
    private readonly List<ModelChain> _models = [];
    private readonly Lock _gate = new();
    private EmulatedService _service;
    private bool _disposed;

    /// <summary>Makes an emulator that knows what the seed says. Nothing is started before the first run.</summary>
    public CekuraEmulator(EmulatorSeed seed, EmulatorOptions? options = null)
        : this(seed, options ?? new(), Caller(seed, options ?? new())) { }

    internal CekuraEmulator(EmulatorSeed seed, EmulatorOptions options, IConversationPlayer player)
    {
        ArgumentNullException.ThrowIfNull(seed);
        _time = options.TimeProvider;
        _options = options;
        _player = player;
        _closing = _closed.Token;
        _results = new(_time, _revision);
        _testSets = new(_revision);
        _traces = new(Ports.Free, _time) { MaxWait = options.TracePatience };
        _agents = new(
            new(Folder(seed, options), options.StartProcess, _time)
            {
                EnvironmentOf = _traces.EnvironmentOf,
                Configuration = options.Configuration,
            }
        );
        _runner = new(player, _agents, _traces, _time, options.RandomSeed, options.JoinWindow) { Limits = seed.Workspace.Limits };
        _scheduler = new(
            _runner,
            new Scorer(seed.Workspace.Rubric),
            seed.Workspace.Limits.ConcurrentRuns ?? options.MaxConcurrentConversations,
            _time
        );
        TakeModel(seed);
        _service = Service(seed.Workspace);
    }

    /// <summary>
    /// Base address for clients, without a listener behind it: requests reach the emulator through <see cref="CreateHandler"/> alone, which
    /// looks at path and query only.
    /// </summary>
    public Uri BaseAddress { get; } = new("http://emulator.local/");

    /// <summary>
    /// A transport in memory for an <see cref="HttpClient"/>. Many may be made; disposing one does nothing to the emulator. After the
    /// emulator is disposed, requests end as cancelled.
    /// </summary>
    public HttpMessageHandler CreateHandler() => new EmulatorHandler(() => Volatile.Read(ref _service), _closing);

    /// <summary>
    /// Continues with another seed. Results, runs and test sets stay as they are; re-scoring takes the new rules. Account and faults begin
    /// anew. Agents that are running stay so, and how many conversations are held at once does not change.
    /// </summary>
    public void Reload(EmulatorSeed seed)
    {
        ArgumentNullException.ThrowIfNull(seed);
        lock (_gate)
        {
            _scheduler.Scorer = new(seed.Workspace.Rubric);
            _runner.Limits = seed.Workspace.Limits;
            TakeModel(seed);
            Volatile.Write(ref _service, Service(seed.Workspace));
        }
    }

    /// <summary>
    /// Ends all conversations and forgets every result, run and test set. The seed stays, its account and faults begin anew. Ids are not
    /// given twice.
    /// </summary>
    public void Reset()
    {
        lock (_gate)
        {
            var runs = _results.Runs;
            _results.Clear();
            _testSets.Clear();
            _work.Clear();
            Volatile.Write(ref _service, Service(_service.Workspace));
            _ = EmulatedRun.EndCallsAsync(runs);
        }
    }

    /// <summary>
    /// Everything that clients did so far as one JSON document: results, runs with their conversations, scores and votes, test sets. What
    /// the seed says is not in it. <see cref="LoadData"/> of an emulator with the same seed resumes from there.
    /// </summary>
    public string SaveData() => DataWriter.Write(_results.Results, _testSets).ToJsonString();

    /// <summary>
    /// Puts back what <see cref="SaveData"/> gave; to be called before the first request. Conversations that were running then have failed,
    /// and say why.
    /// </summary>
    /// <exception cref="FormatException">The document is damaged, of another version, or names an agent that the seed does not have.
    /// Nothing was put back.</exception>
    public void LoadData(string data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (results, testSets) = new DataReader(_service.Workspace).Read(data);
        foreach (var result in results)
        {
            _results.Restore(result);
        }

        foreach (var (run, set) in testSets)
        {
            _testSets.Restore(run, set);
        }
    }

    /// <summary>
    /// Grows with each change of <see cref="SaveData"/> that clients rely on, at the latest when they can see it; read it before the data.
    /// </summary>
    internal long DataRevision => _revision.Number;

    /// <summary>
    /// Ends the conversations, stops the launched agents with all their processes, and waits for that a few seconds at most. Never throws;
    /// a second call does nothing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        var isWhole = _results.Runs.All(run => run.State.Status == RunStatus.Completed);
        await _closed.CancelAsync().ConfigureAwait(false);
        await EmulatedRun.EndCallsAsync(_results.Runs).ConfigureAwait(false);
        await _scheduler.DisposeAsync().ConfigureAwait(false);
        await _agents.DisposeAsync().ConfigureAwait(false);
        await _traces.DisposeAsync().ConfigureAwait(false);
        (_player as IDisposable)?.Dispose();
        LeaveModels(isWhole);
        _results.Dispose();
        _closed.Dispose();
    }

    private static string Folder(EmulatorSeed seed, EmulatorOptions options) =>
        options.BaseDirectory ?? seed.Directory ?? Environment.CurrentDirectory;

    private static AgentConversation Caller(EmulatorSeed seed, EmulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(seed);
        var dialer = new AgentDialer(options.TimeProvider)
        {
            StartProgram = opening => AgentProgram.Start(opening, Folder(seed, options), options.StartProcess),
        };
        return new(dialer, options.TimeProvider);
    }

    private void TakeModel(EmulatorSeed seed)
    {
        var settings = _options.Model.Over(seed.Workspace.Model);
        var chain = ModelChain.Open(
            settings,
            _options.ChatModel,
            new(seed.Directory ?? Environment.CurrentDirectory, _options.Variable, _time)
            {
                HasCassettes = _options.HasCassettes,
                Clean = _options.Clean,
                UsageFolder = _options.CassetteUsage,
            }
        );
        if (chain is not null)
        {
            // Conversations may still ask the one before.
            _models.Add(chain);
        }

        _runner.Model = chain;
        _scheduler.Judge = chain is null
            ? null
            : new(chain, settings.JudgeSamples ?? ModelSettings.DefaultJudgeSamples, Gate(settings, seed));
    }

    private static Gate? Gate(ModelSettings settings, EmulatorSeed seed) =>
        settings.MinKappa is { } min
            ? new(LabelFile.Read(Path.Combine(seed.Directory ?? Environment.CurrentDirectory, LabelFile.Name)), min)
            : null;

    private void LeaveModels(bool isWhole)
    {
        foreach (var chain in _models)
        {
            foreach (var note in chain.Finish(isWhole))
            {
                _options.Say(note);
            }

            chain.Dispose();
        }
    }

    private EmulatedService Service(Workspace workspace)
    {
        var starter = new Starter(new(workspace.Limits, _time), _results, _scheduler);
        var rescoring = new Rescoring(workspace);
        var rejudging = new Rejudging(rescoring, () => _scheduler.Judge, _closing);
        return new(
            workspace,
            new(workspace.Faults, _time),
            new([
                .. new AgentRoutes(workspace).All,
                .. new PersonalityRoutes(workspace).All,
                .. new TestProfileRoutes(workspace).All,
                .. new MetricRoutes(workspace).All,
                .. new ScenarioRoutes(workspace).All,
                .. new ProjectRoutes(workspace).All,
                .. new CriticalScenarioRoutes(workspace).All,
                .. new StartRoutes(workspace, starter).All,
                .. new SuiteRoutes(workspace, starter).All,
                .. new RunRoutes(_results).All,
                .. new ChatRoutes(_results, _time).All,
                .. new ResultRoutes(_results, starter).All,
                .. new RescoringRoutes(workspace, _results, rejudging, _time).All,
                .. new VoteRoutes(_results, rescoring).All,
                .. new OutcomeRoutes(_results, _work, rejudging, _time).All,
                .. new PromptRoutes(_results, _work).All,
                .. new TestSetRoutes(workspace, _results, _testSets, _time).All,
            ])
        );
    }
}

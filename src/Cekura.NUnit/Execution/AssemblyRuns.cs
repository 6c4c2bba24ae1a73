using System.Runtime.CompilerServices;
using Cekura.Client;
using Cekura.FrontEnds;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.NUnit.Building;
using Cekura.NUnit.InProcess;
using Cekura.Runs.Plan;
using Cekura.Runs.Session;
using Cekura.TestHost;
using NUnit.Framework.Interfaces;

namespace Cekura.NUnit.Execution;

/// <summary>
/// What the tests of one assembly start: a batch for each fixture, when its first selected test runs, over one connection that is closed
/// when nothing is left to run.
/// </summary>
internal sealed class AssemblyRuns
{
    // NUnit hands nothing from test to test but the tree itself, and what belongs to a tree must go with it.
    private static readonly ConditionalWeakTable<ITest, AssemblyRuns> Trees = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<CekuraTest, Ticket> _tickets = [];
    private readonly HashSet<CekuraTest> _started = [];
    private readonly HashSet<CekuraTest> _running = [];
    private readonly ITest _root;
    private readonly TimeProvider _time = TimeProvider.System;
    private readonly RunBudget _budget;
    private readonly AgentMethods _agents;
    private readonly ModelMethod _model;
    private RunScope? _scope;
    private Task<ProjectSession>? _session;
    private readonly HashSet<Task> _batches = [];
    private int _active;
    private bool _toldIgnored;
    private bool _toldIdle;

    private AssemblyRuns(ITest root, TestProject contents)
    {
        _root = root;
        Contents = contents;
        _budget = new RunBudget(contents.Settings!);
        _agents = AgentMethods.In(contents.Container.Source);
        _model = ModelMethod.In(contents.Container.Source);
        Host = new NUnitHost();
        Attachments = AttachmentFolder.For(contents, _time);
        Outputs = new AssemblyOutputs(contents, Host, _time, TestTree.HoldsManifests(root));
        if (contents.SettingsLine is { } line)
        {
            Host.Say(MessageSeverity.Information, line);
        }
    }

    public TestProject Contents { get; }

    public NUnitHost Host { get; }

    public AttachmentFolder Attachments { get; }

    public AssemblyOutputs Outputs { get; }

    public static AssemblyRuns Of(CekuraTest test) =>
        Trees.GetValue(TestTree.Root(test), root => new AssemblyRuns(
            root,
            TestAssemblyContents.Load(test.Method!.TypeInfo.Assembly.Location).Project!
        ));

    /// <summary>
    /// What a test that runs now has to wait for. The first test of a fixture starts the conversations of all of them; a test that runs
    /// again has a conversation of its own.
    /// </summary>
    public Ticket Enter(CekuraTest test)
    {
        lock (_gate)
        {
            _running.Add(test);
            if (!_tickets.Remove(test, out var ticket))
            {
                Start(_started.Contains(test) ? [test] : [.. Next(TestTree.Fixture(test), test).Append(test).Distinct()]);
                _tickets.Remove(test, out ticket);
            }

            return ticket!;
        }
    }

    /// <summary>A test is over.</summary>
    /// <returns>Files about the run as a whole, when this was the last test of it.</returns>
    public IReadOnlyList<(string Path, string Description)> Leave(CekuraTest test, Ticket ticket)
    {
        ticket.Batch.Leave(test);
        lock (_gate)
        {
            _running.Remove(test);
            if (_running.Count > 0 || _tickets.Count > 0 || Next(_root, running: null).Any())
            {
                return [];
            }
        }

        CloseAsync().GetAwaiter().GetResult();
        Outputs.Write();
        lock (_gate)
        {
            var files = Host.Files.ToList();
            Host.Files.Clear();
            return files;
        }
    }

    /// <summary>Ends everything, as when the person at the test explorer stops the run. What has not begun yet does not start.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            (_scope ??= new RunScope()).Cancel();
        }
    }

    private IEnumerable<CekuraTest> Next(ITest top, ITest? running) =>
        TestTree.Selected(top, running).Where(test => !_started.Contains(test));

    private void Start(IReadOnlyList<CekuraTest> tests)
    {
        _scope ??= new RunScope();
        var batch = new Batch(TestTree.Fixture(tests[0]).Name, tests, Host, _scope.Token);
        if (tests.FirstOrDefault(test => test.From is not null)?.From is { } from)
        {
            foreach (var note in from.Notes)
            {
                Host.Say(note.Severity, note.Text);
            }
        }

        foreach (var test in tests)
        {
            _started.Add(test);
            _tickets[test] = batch.TicketOf(test);
        }

        // What the conversations do belongs to no test: none of NUnit's context goes along.
        using (ExecutionContext.SuppressFlow())
        {
            Interlocked.Increment(ref _active);
            _batches.Add(Task.Run(() => RunAsync(batch)));
        }
    }

    private async Task RunAsync(Batch batch)
    {
        Exception? failure = null;
        try
        {
            var listener = Outputs.ReportTo(batch);
            try
            {
                Outputs.ReadBaseline();
                var session = await OpenAsync(batch).ConfigureAwait(false);
                await session.RunAsync(batch.Suites, listener, Attachments, batch.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is StartRefusedException or CekuraConfigurationException)
            {
                await RunSession.RefuseAsync(listener, batch.Suites.SelectMany(suite => suite.Cases), e.Message).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (batch.Token.IsCancellationRequested)
        {
            // A test that still waits learns it from the batch.
        }
        catch (Exception e)
        {
            failure = e;
        }
        finally
        {
            batch.Close(failure);
            if (Interlocked.Decrement(ref _active) == 0 && _scope!.Token.IsCancellationRequested)
            {
                // A process that is about to end does not wait for its tests to find out.
                await CloseSessionAsync().ConfigureAwait(false);
                _scope.End();
            }
        }
    }

    private Task<ProjectSession> OpenAsync(Batch batch)
    {
        if ((_agents.Problem ?? _model.Problem) is { } problem)
        {
            throw new StartRefusedException(problem);
        }

        TellIgnored(batch);
        lock (_gate)
        {
            return _session ??= ProjectSession.OpenAsync(
                Contents,
                [.. batch.Suites, .. Later()],
                Outputs.EmulatorData,
                new HostEnvironment(Host, options => new CekuraClient(options), Emulate, _time)
                {
                    Adapt = options => options with { InProcess = _agents.SettingsOf },
                    Look = _scope!.Look,
                },
                _budget,
                _scope.Token
            );
        }
    }

    private ServiceConnection Emulate(EmulatorOrder order) =>
        EmulatorConnection.Open(
            order,
            read =>
                _agents.Unknown([.. read.AgentIds], order.Seed) is { } lost ? throw new StartRefusedException(lost)
                : _agents.All.Count == 0 ? read
                : read.With(id => _agents.SettingsOf(id)),
            _model.Model
        );

    /// <summary>Says once that what holds the conversations knows agents of its own.</summary>
    private void TellIgnored(Batch batch)
    {
        var cases = batch.Suites.SelectMany(suite => suite.Cases);
        if (_agents.Ignored(cases, Contents.Settings!) is { } ignored && !Interlocked.Exchange(ref _toldIgnored, true))
        {
            Host.Warn(ignored);
        }

        if (_model.Ignored(Contents.Settings!) is { } idle && !Interlocked.Exchange(ref _toldIdle, true))
        {
            Host.Warn(idle);
        }
    }

    /// <summary>What other fixtures are going to start, which may be in flight from an earlier test run.</summary>
    private IEnumerable<DiscoveredSuite> Later() =>
        Next(_root, running: null)
            .GroupBy(TestTree.Fixture)
            .SelectMany(fixture =>
            {
                using var batch = new Batch(fixture.Key.Name, [.. fixture], Host, CancellationToken.None);
                return batch.Suites;
            });

    private async Task CloseAsync()
    {
        Task[] batches;
        lock (_gate)
        {
            batches = [.. _batches];
            _batches.Clear();
        }

        // Conversations that are not waited for any longer are being ended.
        await Task.WhenAll(batches).ConfigureAwait(false);
        await CloseSessionAsync().ConfigureAwait(false);
        lock (_gate)
        {
            // One that was cancelled stays: nothing may start any more.
            if (_scope is { Token.IsCancellationRequested: false })
            {
                _scope.Dispose();
                _scope = null;
            }
        }
    }

    private async Task CloseSessionAsync()
    {
        // One that could not be opened has said so to its tests; the next one tries again.
        if (Interlocked.Exchange(ref _session, null) is { IsFaulted: false, IsCanceled: false } opened)
        {
            var session = await opened.ConfigureAwait(false);
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }
}

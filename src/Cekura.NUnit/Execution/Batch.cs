using System.Collections.Concurrent;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Text;
using Cekura.NUnit.Building;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;
using Cekura.TestHost;

namespace Cekura.NUnit.Execution;

/// <summary>
/// Tests whose conversations start together. Tests that name the same pair in the same way share its conversation: it would cost twice, and
/// say the same.
/// </summary>
internal sealed class Batch : ICaseListener, IDisposable
{
    private readonly Dictionary<CekuraTest, ScenarioCase> _cases = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<CaseVerdict>> _verdicts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _judged = new(StringComparer.Ordinal);
    private readonly HashSet<CekuraTest> _waiting;
    private readonly CancellationTokenSource _end;
    private readonly IProjectHost _host;

    // Verdicts that are still to come: of thousands of tests, each end of one would otherwise go through all that still wait.
    private int _open;

    public Batch(string name, IReadOnlyList<CekuraTest> tests, IProjectHost host, CancellationToken cancellationToken)
    {
        _host = host;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = _end.Token;
        _waiting = [.. tests];
        var layers = new List<List<ScenarioCase>>();
        foreach (var same in tests.Where(test => test.From is null).GroupBy(test => ConversationKey.Of(test)))
        {
            var scenarioCase = same.Key.Case;
            foreach (var test in same)
            {
                Add(test, scenarioCase);
            }

            // One request holds a pair once: another way to play or judge the same pair goes into another.
            var layer = layers.Find(cases => !cases.Exists(other => ConversationKey.IsSamePair(other, scenarioCase)));
            if (layer is null)
            {
                layers.Add(layer = []);
            }

            layer.Add(scenarioCase);
        }

        Suites = [.. layers.Select(cases => new DiscoveredSuite(name, cases)), .. Whole(tests)];
    }

    /// <summary>What is to be started.</summary>
    public IReadOnlyList<DiscoveredSuite> Suites { get; }

    /// <summary>Ends the conversations.</summary>
    public CancellationToken Token { get; }

    public Ticket TicketOf(CekuraTest test) => new(this, _cases[test], _verdicts[_cases[test].FullyQualifiedName].Task);

    /// <summary>Whether the verdict of a case alone decides about its test.</summary>
    public bool IsJudged(ScenarioCase scenarioCase) => _judged.Contains(scenarioCase.FullyQualifiedName);

    /// <summary>A test waits no longer. When none does, what is left is ended.</summary>
    public void Leave(CekuraTest test)
    {
        lock (_waiting)
        {
            _waiting.Remove(test);
            if (Volatile.Read(ref _open) > 0 && _waiting.All(waiting => TicketOf(waiting).Verdict.IsCompleted))
            {
                _end.Cancel();
            }
        }
    }

    /// <summary>Nothing more comes: cases without a verdict get their end.</summary>
    public void Close(Exception? failure)
    {
        Volatile.Write(ref _open, 0);
        foreach (var verdict in _verdicts.Values)
        {
            _ = failure is null ? verdict.TrySetCanceled(CancellationToken.None) : verdict.TrySetException(failure);
        }
    }

    public void Started(ScenarioCase scenarioCase) { }

    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        // Before a test can find it and leave.
        Interlocked.Decrement(ref _open);
        _verdicts[scenarioCase.FullyQualifiedName].TrySetResult(verdict);
        return Task.CompletedTask;
    }

    public void Message(MessageSeverity severity, string text) => _host.Say(severity, text);

    public void Dispose() => _end.Dispose();

    // As they stand in their manifests, each with a conversation of its own.
    private List<DiscoveredSuite> Whole(IReadOnlyList<CekuraTest> tests)
    {
        var suites = new List<DiscoveredSuite>();
        foreach (var suite in tests.Where(test => test.From is not null).GroupBy(test => test.From!.Name))
        {
            var cases = new List<ScenarioCase>();
            foreach (var test in suite)
            {
                var scenarioCase = ConversationKey.CaseOf(test);
                Add(test, scenarioCase);
                cases.Add(scenarioCase);
                _judged.Add(scenarioCase.FullyQualifiedName);
            }

            suites.Add(new DiscoveredSuite(suite.Key, cases));
        }

        return suites;
    }

    private void Add(CekuraTest test, ScenarioCase scenarioCase)
    {
        _cases[test] = scenarioCase;
        if (
            _verdicts.TryAdd(
                scenarioCase.FullyQualifiedName,
                new TaskCompletionSource<CaseVerdict>(TaskCreationOptions.RunContinuationsAsynchronously)
            )
        )
        {
            _open++;
        }
    }
}

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
    private readonly HashSet<CekuraTest> _waiting;
    private readonly CancellationTokenSource _end;
    private readonly IProjectHost _host;

    public Batch(string name, IReadOnlyList<CekuraTest> tests, IProjectHost host, CancellationToken cancellationToken)
    {
        _host = host;
        _end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Token = _end.Token;
        _waiting = [.. tests];
        var layers = new List<List<ScenarioCase>>();
        foreach (var same in tests.GroupBy(test => ConversationKey.Of(test)))
        {
            var scenarioCase = same.Key.Case;
            _verdicts[scenarioCase.FullyQualifiedName] = new TaskCompletionSource<CaseVerdict>(
                TaskCreationOptions.RunContinuationsAsynchronously
            );
            foreach (var test in same)
            {
                _cases[test] = scenarioCase;
            }

            // One request holds a pair once: another way to play or judge the same pair goes into another.
            var layer = layers.Find(cases => !cases.Exists(other => ConversationKey.IsSamePair(other, scenarioCase)));
            if (layer is null)
            {
                layers.Add(layer = []);
            }

            layer.Add(scenarioCase);
        }

        Suites = [.. layers.Select(cases => new DiscoveredSuite(name, cases))];
    }

    /// <summary>What is to be started.</summary>
    public IReadOnlyList<DiscoveredSuite> Suites { get; }

    /// <summary>Ends the conversations.</summary>
    public CancellationToken Token { get; }

    public Ticket TicketOf(CekuraTest test) => new(this, _cases[test], _verdicts[_cases[test].FullyQualifiedName].Task);

    /// <summary>A test waits no longer. When none does, what is left is ended.</summary>
    public void Leave(CekuraTest test)
    {
        lock (_waiting)
        {
            _waiting.Remove(test);
            if (
                _waiting.All(waiting => TicketOf(waiting).Verdict.IsCompleted) && !_verdicts.Values.All(verdict => verdict.Task.IsCompleted)
            )
            {
                _end.Cancel();
            }
        }
    }

    /// <summary>Nothing more comes: cases without a verdict get their end.</summary>
    public void Close(Exception? failure)
    {
        foreach (var verdict in _verdicts.Values)
        {
            _ = failure is null ? verdict.TrySetCanceled(CancellationToken.None) : verdict.TrySetException(failure);
        }
    }

    public void Started(ScenarioCase scenarioCase) { }

    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        _verdicts[scenarioCase.FullyQualifiedName].TrySetResult(verdict);
        return Task.CompletedTask;
    }

    public void Message(MessageSeverity severity, string text) => _host.Say(severity, text);

    public void Dispose() => _end.Dispose();
}

using System.Collections.Concurrent;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Reliability.Tests;

/// <summary>Keeps the verdicts of a session, and counts those that came twice.</summary>
internal sealed class Verdicts : ICaseListener
{
    private int _twice;

    public ConcurrentDictionary<string, CaseVerdict> ByName { get; } = new(StringComparer.Ordinal);

    public int Twice => _twice;

    public ConcurrentQueue<string> Messages { get; } = [];

    public void Started(ScenarioCase scenarioCase) { }

    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        if (!ByName.TryAdd(scenarioCase.DisplayName, verdict))
        {
            Interlocked.Increment(ref _twice);
        }

        return Task.CompletedTask;
    }

    public void Message(MessageSeverity severity, string text) => Messages.Enqueue(text);
}

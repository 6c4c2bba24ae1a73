using System.Collections.Concurrent;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Listening;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Session;

/// <summary>Keeps what a session says, in order.</summary>
internal sealed class Heard : ICaseListener
{
    public ConcurrentQueue<string> Events { get; } = new();

    public ConcurrentDictionary<string, CaseVerdict> Verdicts { get; } = new();

    public ConcurrentQueue<(MessageSeverity Severity, string Text)> Messages { get; } = new();

    public void Started(ScenarioCase scenarioCase) => Events.Enqueue($"start {scenarioCase.DisplayName}");

    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        Events.Enqueue($"finish {scenarioCase.DisplayName}");
        Assert.True(Verdicts.TryAdd(scenarioCase.DisplayName, verdict), "A second verdict");
        return Task.CompletedTask;
    }

    public void Message(MessageSeverity severity, string text) => Messages.Enqueue((severity, text));
}

using System.Globalization;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.TestProjects;

/// <summary>Counts what failed, to say how only that runs again.</summary>
internal sealed class FailureCount
{
    private int _tests;
    private int _failed;

    /// <summary>What to do next; null when nothing failed.</summary>
    public string? Advice => _failed == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{_failed} of {_tests} failed. To run only what failed: dotnet test -- Cekura.LastFailed=true");

    public ICaseListener Listen(ICaseListener listener) => new Listener(this, listener);

    private sealed class Listener(FailureCount count, ICaseListener listener) : ICaseListener
    {
        public void Started(ScenarioCase scenarioCase) => listener.Started(scenarioCase);

        public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
        {
            Interlocked.Increment(ref count._tests);
            if (verdict.Outcome == Outcome.Failed)
            {
                Interlocked.Increment(ref count._failed);
            }

            return listener.FinishedAsync(scenarioCase, verdict);
        }

        public void Message(MessageSeverity severity, string text) => listener.Message(severity, text);
    }
}

using System.Globalization;
using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.TestProjects;

/// <summary>Counts what failed, to say how only that runs again, and what ran at all.</summary>
internal sealed class FailureCount
{
    private int _tests;
    private int _failed;
    private int _skipped;
    private string _reason = "";
    private bool _isDry;

    /// <summary>What to say when every test was skipped, so that nothing was tested; null where something was, and of a dry run, which says so itself.</summary>
    public string? NothingRan => _tests == 0 || _skipped < _tests || _isDry
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"nothing was tested: {AllSkipped(_tests)}. {_reason}").TrimEnd();

    /// <summary>What to do next; null when nothing failed.</summary>
    public string? Advice => _failed == 0
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{_failed} of {_tests} failed. To run only what failed: dotnet test -- Cekura.LastFailed=true");

    /// <summary>That every test was skipped, without a full stop.</summary>
    public static string AllSkipped(int tests) => tests == 1 ? "the only test was skipped" : string.Create(CultureInfo.InvariantCulture, $"all {tests} tests were skipped");

    public ICaseListener Listen(ICaseListener listener) => new Listener(this, listener);

    private void Skipped(string message)
    {
        if (Interlocked.Increment(ref _skipped) == 1)
        {
            _reason = message.Length == 0 ? "" : $"The first says: {message.Split('\n')[0]}";
        }

        _isDry |= message == DryRun.Reason;
    }

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
            else if (verdict.Outcome == Outcome.Skipped)
            {
                count.Skipped(verdict.Message ?? "");
            }

            return listener.FinishedAsync(scenarioCase, verdict);
        }

        public void Message(MessageSeverity severity, string text) => listener.Message(severity, text);
    }
}

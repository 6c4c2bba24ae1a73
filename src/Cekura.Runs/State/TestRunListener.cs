using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.State;

/// <summary>Remembers every finished case, on the way to who listens. Stands before anything that changes verdicts.</summary>
/// <param name="listener">Who listens.</param>
/// <param name="log">Where cases are remembered.</param>
internal sealed class TestRunListener(ICaseListener listener, TestRunLog log) : ICaseListener
{
    private int _failed;

    /// <inheritdoc />
    public void Started(ScenarioCase scenarioCase) => listener.Started(scenarioCase);

    /// <inheritdoc />
    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        try
        {
            log.Add(scenarioCase, verdict);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk must not cost the verdict.
            if (Interlocked.Exchange(ref _failed, 1) == 0)
            {
                listener.Message(MessageSeverity.Warning, $"This run is not remembered: {e.Message}");
            }
        }

        return listener.FinishedAsync(scenarioCase, verdict);
    }

    /// <inheritdoc />
    public void Message(MessageSeverity severity, string text) => listener.Message(severity, text);
}

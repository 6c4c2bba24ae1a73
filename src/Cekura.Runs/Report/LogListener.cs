using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report;

/// <summary>Adds every finished case to a log, on the way to who listens. A log that cannot be written costs no verdict: it is said once.</summary>
/// <param name="listener">Who listens.</param>
/// <param name="log">Where cases are added.</param>
public sealed class LogListener(ICaseListener listener, ICaseLog log) : ICaseListener
{
    private int _failed;

    /// <inheritdoc />
    public void Started(ScenarioCase scenarioCase)
    {
        log.Expect(scenarioCase);
        listener.Started(scenarioCase);
    }

    /// <inheritdoc />
    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        try
        {
            log.Add(scenarioCase, verdict);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (Interlocked.Exchange(ref _failed, 1) == 0)
            {
                listener.Message(MessageSeverity.Warning, $"{log.Incomplete}: {e.Message}");
            }
        }

        return listener.FinishedAsync(scenarioCase, verdict);
    }

    /// <inheritdoc />
    public void Message(MessageSeverity severity, string text) => listener.Message(severity, text);
}

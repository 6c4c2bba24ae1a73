using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>Adds every finished test to a log. A log that cannot be written costs no verdict: it is said once.</summary>
/// <param name="log">Where tests are added.</param>
/// <param name="listener">Hears that the log is not complete.</param>
/// <param name="queue">Has tests added beside the session; null: the session waits.</param>
internal sealed class LogStep(ICaseLog log, ICaseListener listener, ReportQueue? queue = null) : IReportStep
{
    private int _failed;

    /// <inheritdoc/>
    public void Started(ScenarioCase scenarioCase) => log.Expect(scenarioCase);

    /// <inheritdoc/>
    public async ValueTask<CaseVerdict> ApplyAsync(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        if (queue is null)
        {
            Add(scenarioCase, verdict);
        }
        else
        {
            await queue.AddAsync(() => Add(scenarioCase, verdict)).ConfigureAwait(false);
        }

        return verdict;
    }

    private void Add(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        try
        {
            log.Add(scenarioCase, verdict);
        }
        catch (Exception e)
        {
            if (Interlocked.Exchange(ref _failed, 1) == 0)
            {
                var kind = e is IOException or UnauthorizedAccessException ? "" : $"an unexpected error, {e.GetType().Name}: ";
                listener.Message(MessageSeverity.Warning, $"{log.Incomplete}: {kind}{e.Message}");
            }
        }
    }
}

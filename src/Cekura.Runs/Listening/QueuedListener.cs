using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>Passes verdicts on beside the session, in their order: writing what is attached to a test takes longer than judging the next one.</summary>
/// <param name="listener">Who listens; never waits for anything but itself.</param>
/// <param name="queue">Has to be disposed before the session counts as over.</param>
internal sealed class QueuedListener(ICaseListener listener, ReportQueue queue) : ICaseListener
{
    public void Started(ScenarioCase scenarioCase) => listener.Started(scenarioCase);

    public Task FinishedAsync(ScenarioCase scenarioCase, CaseVerdict verdict) => queue.AddAsync(() => Pass(scenarioCase, verdict)).AsTask();

    public void Message(MessageSeverity severity, string text) => listener.Message(severity, text);

    private void Pass(ScenarioCase scenarioCase, CaseVerdict verdict)
    {
        try
        {
            listener.FinishedAsync(scenarioCase, verdict).GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            // Nobody foresaw it, and the other verdicts are not to wait for ever.
            UnreportedVerdict.Say(listener, scenarioCase, e, verdict);
        }
    }
}

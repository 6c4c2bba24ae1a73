using Cekura.Runs.Plan;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Shards;

/// <summary>Writes every finished case into the shard's file, on the way to who listens.</summary>
internal sealed class ShardListener(ICaseListener listener, ShardLog log) : ICaseListener
{
    private int _failed;

    public void Started(ScenarioCase scenarioCase)
    {
        log.Expect(scenarioCase);
        listener.Started(scenarioCase);
    }

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
                listener.Message(MessageSeverity.Warning, $"The shard's file is not complete: {e.Message}");
            }
        }

        return listener.FinishedAsync(scenarioCase, verdict);
    }

    public void Message(MessageSeverity severity, string text) => listener.Message(severity, text);
}

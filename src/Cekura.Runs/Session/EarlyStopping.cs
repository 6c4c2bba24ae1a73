using System.Runtime.CompilerServices;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Runs.Starts;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Session;

/// <summary>Ends the repetitions that cannot change the outcome of their case any more (<c>StopWhenDecided</c>).</summary>
internal sealed class EarlyStopping(InfrastructureRetries retries, RunsByCase cases, ResultWatcher watcher, BatchCleanup ends, int expected)
{
    /// <summary>Ends what is left of each case that is decided; such a case is closed.</summary>
    public async IAsyncEnumerable<StoppedCase> EndAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (watcher.Count > expected)
        {
            // Whose all of them are is not known before they have ended.
            yield break;
        }

        var decided = cases
            .Open.Where(open =>
                open.Value.Count > 0
                && cases.Lacks(open.Key)
                && retries.IsDecided(open.Key, open.Value, open.Key.Frequency - open.Value.Count)
            )
            .Select(open => open.Key)
            .ToList();
        if (decided.Count == 0)
        {
            yield break;
        }

        var talking = await TalkingAsync(cancellationToken).ConfigureAwait(false);
        foreach (var scenarioCase in decided)
        {
            var runs = talking[scenarioCase].Select(run => run.Id).ToList();
            var verdicts = cases.Open.First(open => open.Key == scenarioCase).Value;
            if (runs.Count != scenarioCase.Frequency - verdicts.Count)
            {
                // One that has just ended is read by the next poll, and counts.
                continue;
            }

            watcher.Forget(runs);
            foreach (var run in runs)
            {
                ends.EndRun(run);
            }

            yield return new StoppedCase(scenarioCase, cases.Close(scenarioCase), runs);
        }
    }

    // Only the full run says which personality it has, and so whose it is. Where that cannot be read nothing is lost: they keep running,
    // and the next poll decides again.
    private async Task<ILookup<ScenarioCase?, Run>> TalkingAsync(CancellationToken cancellationToken) =>
        (await watcher.ReadOpenAsync(cancellationToken).ConfigureAwait(false) ?? [])
            .Where(run => run.Status is not (RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled))
            .ToLookup(cases.CaseOf);
}

using System.Runtime.CompilerServices;
using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>
/// Polls a result until each of its runs has ended, and hands out every run once, as soon as it is final. Statuses come from the one
/// call that shows the batch; the full run is read only when it has ended.
/// </summary>
internal sealed class ResultWatcher(CekuraClient client, WatchRules rules, TimeProvider time)
{
    /// <summary>Watches <paramref name="runIds"/> of a result. Ends what passes its time limit; never throws for the service's trouble.</summary>
    public async IAsyncEnumerable<RunSighting> WatchAsync(
        long resultId, IReadOnlyCollection<long> runIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watch = new WatchState(runIds, rules, time);
        for (var poll = 0; watch.HasPending; poll++)
        {
            await Task.Delay(watch.Until(rules.Schedule.Before(poll)), time, cancellationToken).ConfigureAwait(false);

            var (sightings, endAll) = await LookAsync(resultId, watch, cancellationToken).ConfigureAwait(false);
            if (endAll)
            {
                await EndAsync(() => client.Results.EndCallsAsync(resultId, cancellationToken)).ConfigureAwait(false);
            }

            foreach (var sighting in sightings)
            {
                if (!endAll && sighting.State.IsTimeLimit)
                {
                    await EndAsync(() => client.Runs.EndCallAsync(sighting.Run.Id, cancellationToken)).ConfigureAwait(false);
                }

                yield return sighting;
            }
        }
    }

    private async Task<(IReadOnlyList<RunSighting> Sightings, bool EndAll)> LookAsync(
        long resultId, WatchState watch, CancellationToken cancellationToken)
    {
        try
        {
            var result = await client.Results.GetAsync(resultId, cancellationToken).ConfigureAwait(false);
            foreach (var run in result.Runs)
            {
                rules.Observed(run);
            }

            var (sightings, endAll) = watch.Observe(result);
            return (await InFullAsync(sightings, cancellationToken).ConfigureAwait(false), endAll);
        }
        catch (CekuraException e)
        {
            return (watch.GiveUp(e.Message), false);
        }
    }

    // A run inside a result lacks its rubric, its critical categories and the id of its personality: judging it would risk a false
    // green, so a run that cannot be read in full has no verdict.
    private async Task<IReadOnlyList<RunSighting>> InFullAsync(IReadOnlyList<RunSighting> sightings, CancellationToken cancellationToken)
    {
        var ended = sightings.Where(sighting => sighting.State != SettledState.Missing).Select(sighting => sighting.Run.Id).ToList();
        if (ended.Count == 0)
        {
            return sightings;
        }

        try
        {
            var full = (await client.Runs.GetManyAsync(ended, cancellationToken).ConfigureAwait(false)).ToDictionary(run => run.Id);
            return
            [
                .. sightings.Select(sighting => full.TryGetValue(sighting.Run.Id, out var run)
                    ? sighting with { Run = run }
                    : sighting with { State = SettledState.Missing }),
            ];
        }
        catch (CekuraException e)
        {
            return
            [
                .. sightings.Select(sighting => sighting.State == SettledState.Settled
                    ? sighting with { State = SettledState.ContactLost(e.Message) }
                    : sighting),
            ];
        }
    }

    // Ending is a courtesy after the verdict is known: when it fails, the service's own limits end the call.
    private static async Task EndAsync(Func<Task> end)
    {
        try
        {
            await end().ConfigureAwait(false);
        }
        catch (CekuraException)
        {
        }
    }
}

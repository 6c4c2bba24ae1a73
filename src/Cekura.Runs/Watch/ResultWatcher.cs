using System.Runtime.CompilerServices;
using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>
/// Polls a result until each of its runs has ended, and hands out every run once, as soon as it is final. Statuses come from the one
/// call that shows the batch; the full run is read only when it has ended.
/// </summary>
internal sealed class ResultWatcher(CekuraClient client, StartedResult started, WatchRules rules, TimeProvider time)
{
    private readonly WatchState _watch = new([.. started.Runs.Select(run => run.Id)], rules, time);
    private readonly RunPhases _phases = new(rules.Schedule, rules.Past, time);

    /// <summary>The runs that are still waited for.</summary>
    public IReadOnlyList<long> Open => _watch.Pending;

    /// <summary>Nobody waits for these runs any longer; to be called between two looks.</summary>
    public void Forget(IEnumerable<long> runIds) => _watch.Forget(runIds);

    /// <summary>
    /// Watches the result; each look that shows runs in their final state gives these together. Ends what passes its time limit;
    /// never throws for the service's trouble.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<RunSighting>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (_watch.HasPending)
        {
            await Task.Delay(_watch.Until(rules.Schedule.Next(_phases.Ahead(_watch.Pending))), time, cancellationToken).ConfigureAwait(false);

            _phases.Looking();
            var (sightings, endAll) = await LookAsync(cancellationToken).ConfigureAwait(false);
            if (endAll)
            {
                rules.EndAll();
            }

            foreach (var sighting in sightings.Where(sighting => !endAll && sighting.State.IsTimeLimit))
            {
                rules.EndRun(sighting.Run.Id);
            }

            if (sightings.Count > 0)
            {
                yield return sightings;
            }
        }
    }

    private async Task<(IReadOnlyList<RunSighting> Sightings, bool EndAll)> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await client.Results.GetAsync(started.Id, cancellationToken).ConfigureAwait(false);
            foreach (var run in result.Runs)
            {
                rules.Observed(run);
            }

            _phases.Look(result.Runs);
            var (sightings, endAll) = _watch.Observe(result);
            return (await InFullAsync(sightings, cancellationToken).ConfigureAwait(false), endAll);
        }
        catch (CekuraException e) when (_watch.Bears(e))
        {
            return ([], false);
        }
        catch (CekuraNotFoundException)
        {
            return (_watch.GiveUp(SettledState.Missing), false);
        }
        catch (CekuraException e)
        {
            return (_watch.GiveUp(SettledState.ContactLost(e.Message)), false);
        }
    }

    // A run inside a result lacks its rubric, its critical categories and the id of its personality: judging it would risk a false
    // green, so a run that cannot be read in full has no verdict.
    private async Task<IReadOnlyList<RunSighting>> InFullAsync(IReadOnlyList<RunSighting> sightings, CancellationToken cancellationToken)
    {
        if (sightings.Count == 0)
        {
            _watch.Recovered();
            return sightings;
        }

        CekuraException? trouble = null;
        var full = new Dictionary<long, Run>();
        try
        {
            foreach (var run in await client.Runs.GetManyAsync([.. sightings.Select(sighting => sighting.Run.Id)], cancellationToken).ConfigureAwait(false))
            {
                full[run.Id] = run;
            }
        }
        catch (CekuraException e)
        {
            trouble = e;
        }

        return Settle(sightings, full, trouble);
    }

    private List<RunSighting> Settle(IReadOnlyList<RunSighting> sightings, Dictionary<long, Run> full, CekuraException? trouble)
    {
        var settled = new List<RunSighting>();
        var unread = new List<RunSighting>();
        foreach (var sighting in sightings)
        {
            var run = full.GetValueOrDefault(sighting.Run.Id);
            if (sighting.State.IsTimeLimit)
            {
                settled.Add(sighting with { Run = run ?? sighting.Run });
            }
            else if (run is not null && IsFinal(run, sighting))
            {
                settled.Add(new RunSighting(run, SettledState.Settled));
            }
            else if (run is null && trouble is null && sighting.State == SettledState.Missing)
            {
                settled.Add(sighting);
            }
            else
            {
                unread.Add(sighting);
            }
        }

        if (unread.Count == 0)
        {
            _watch.Recovered();
        }
        else
        {
            trouble ??= new CekuraTransientException("the answer lacks what it was asked for", innerException: null);
            settled.AddRange(_watch.Unread(unread, trouble));
        }

        return settled;
    }

    // Scored in its short form and not in its full one: one of the answers is older.
    private bool IsFinal(Run run, RunSighting sighting) =>
        rules.IsSettled(run, TimeSpan.Zero) || (run.Status == RunStatus.Completed && sighting.State == SettledState.Settled && !rules.IsSettled(sighting.Run, TimeSpan.Zero));
}

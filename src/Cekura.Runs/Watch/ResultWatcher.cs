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
        for (var poll = 0; _watch.HasPending; poll++)
        {
            await Task.Delay(_watch.Until(rules.Schedule.Before(poll)), time, cancellationToken).ConfigureAwait(false);

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
            if (result.Id != started.Id)
            {
                throw new CekuraTransientException($"the answer is about result {result.Id}, and {started.Id} was asked for", innerException: null);
            }

            foreach (var run in result.Runs)
            {
                rules.Observed(run);
            }

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
        var ended = sightings.Where(sighting => sighting.State != SettledState.Missing).Select(sighting => sighting.Run.Id).ToList();
        if (ended.Count == 0)
        {
            _watch.Recovered();
            return sightings;
        }

        CekuraException trouble = new CekuraTransientException("the answer lacks runs that were asked for", innerException: null);
        var full = new Dictionary<long, Run>();
        try
        {
            foreach (var run in await client.Runs.GetManyAsync(ended, cancellationToken).ConfigureAwait(false))
            {
                full[run.Id] = run;
            }
        }
        catch (CekuraException e)
        {
            trouble = e;
        }

        if (ended.TrueForAll(full.ContainsKey))
        {
            _watch.Recovered();
        }

        return Settle(sightings, full, trouble);
    }

    private List<RunSighting> Settle(IReadOnlyList<RunSighting> sightings, Dictionary<long, Run> full, CekuraException trouble)
    {
        var settled = new List<RunSighting>();
        bool? bears = null;
        foreach (var sighting in sightings)
        {
            if (full.TryGetValue(sighting.Run.Id, out var run))
            {
                settled.Add(sighting with { Run = run });
            }
            else if (sighting.State != SettledState.Settled)
            {
                settled.Add(sighting);
            }
            else if (bears ??= _watch.Bears(trouble))
            {
                _watch.Reopen(sighting.Run);
            }
            else
            {
                settled.Add(sighting with { State = SettledState.ContactLost(trouble.Message) });
            }
        }

        return settled;
    }
}

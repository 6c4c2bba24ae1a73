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
    /// Watches the result; each look that shows runs in their final state gives these, as many together as one call reads in full. Ends what passes its time limit;
    /// never throws for the service's trouble.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<RunSighting>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var poll = 0; _watch.HasPending; poll++)
        {
            await Task.Delay(_watch.Until(rules.Schedule.Before(poll)), time, cancellationToken).ConfigureAwait(false);

            var (sightings, endAll) = await LookAsync(cancellationToken).ConfigureAwait(false);
            await foreach (var settled in InFullAsync(sightings, cancellationToken).ConfigureAwait(false))
            {
                foreach (var sighting in settled.Where(sighting => !endAll && sighting.State.IsTimeLimit))
                {
                    rules.EndRun(sighting.Run.Id);
                }

                yield return settled;
            }

            if (endAll)
            {
                rules.EndAll();
            }
        }
    }

    private async Task<(IReadOnlyList<RunSighting> Sightings, bool EndAll)> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await client.Results.GetProgressAsync(started.Id, cancellationToken).ConfigureAwait(false);
            if (result.Id != started.Id)
            {
                throw new CekuraTransientException($"the answer is about result {result.Id}, and {started.Id} was asked for", innerException: null);
            }

            foreach (var run in result.Runs)
            {
                rules.Observed(run);
            }

            return _watch.Observe(result);
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
    // green, so a run that cannot be read in full has no verdict. Of many no more are in memory than one call reads, and those of the next.
    private async IAsyncEnumerable<IReadOnlyList<RunSighting>> InFullAsync(IReadOnlyList<RunSighting> sightings, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parts = sightings.Chunk(RunsResource.IdsPerCall).ToList();
        var reading = parts.Count > 0 ? ReadAsync(parts[0], cancellationToken) : null;
        var isWhole = true;
        bool? bears = null;
        try
        {
            for (var index = 0; reading is not null; index++)
            {
                var (full, trouble) = await reading.ConfigureAwait(false);
                reading = index + 1 < parts.Count ? ReadAsync(parts[index + 1], cancellationToken) : null;
                isWhole &= trouble is null;
                var settled = Settle(parts[index], full, trouble, ref bears);
                if (settled.Count > 0)
                {
                    yield return settled;
                }
            }
        }
        finally
        {
            // Whoever stops in the middle leaves nothing behind that still asks.
            await (reading ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (isWhole)
        {
            _watch.Recovered();
        }
    }

    private async Task<(Dictionary<long, Run> Full, CekuraException? Trouble)> ReadAsync(RunSighting[] sightings, CancellationToken cancellationToken)
    {
        var ended = sightings.Where(sighting => sighting.State != SettledState.Missing).Select(sighting => sighting.Run.Id).ToList();
        var full = new Dictionary<long, Run>();
        try
        {
            foreach (var run in ended.Count == 0 ? [] : await client.Runs.GetManyAsync(ended, cancellationToken).ConfigureAwait(false))
            {
                full[run.Id] = run;
            }
        }
        catch (CekuraException e)
        {
            return (full, e);
        }

        return (full, ended.TrueForAll(full.ContainsKey) ? null : new CekuraTransientException("the answer lacks runs that were asked for", innerException: null));
    }

    private List<RunSighting> Settle(RunSighting[] sightings, Dictionary<long, Run> full, CekuraException? trouble, ref bool? bears)
    {
        var settled = new List<RunSighting>(sightings.Length);
        foreach (var sighting in sightings)
        {
            if (full.TryGetValue(sighting.Run.Id, out var run))
            {
                settled.Add(sighting with { Run = run });
            }
            else if (trouble is null || sighting.State != SettledState.Settled)
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

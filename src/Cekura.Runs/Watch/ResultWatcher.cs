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
    private static readonly Task<(Dictionary<long, Run> Full, CekuraException? Trouble, string? Unreadable)> Nothing = Task.FromResult<(Dictionary<long, Run>, CekuraException?, string?)>(([], null, null));

    private readonly WatchState _watch = new(started.Id, [.. started.Runs.Select(run => run.Id)], rules, time);

    // Null until something is forecast.
    private RunPhases? _phases;
    private PollSchedule _schedule = rules.IsLocal ? PollSchedule.Emulator : rules.Schedule;

    /// <summary>The runs that are still waited for.</summary>
    public IReadOnlyList<long> Open => _watch.Pending;

    /// <summary>Nobody waits for these runs any longer; to be called between two looks.</summary>
    public void Forget(IEnumerable<long> runIds) => _watch.Forget(runIds);

    /// <summary>
    /// Watches the result; each look that shows runs in their final state gives these, as many together as one call reads in full. Ends what passes
    /// its time limit; never throws for the service's trouble.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<RunSighting>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (_watch.HasPending)
        {
            await Task.Delay(_watch.Until(_schedule.Next(await AheadAsync().ConfigureAwait(false))), time, cancellationToken).ConfigureAwait(false);

            await foreach (var settled in InFullAsync(await LookAndEndAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false))
            {
                yield return settled;
            }
        }
    }

    private async ValueTask<Outlook> AheadAsync() =>
        _schedule.IsForecast ? (await PhasesAsync().ConfigureAwait(false)).Ahead(_watch.Pending) : Outlook.Unknown(_watch.Elapsed);

    private async ValueTask<RunPhases> PhasesAsync() => _phases ??= new RunPhases(rules.Schedule, await rules.PastAsync().ConfigureAwait(false), time);

    /// <returns>The runs that nobody looks at any longer, in parts that one call reads.</returns>
    private async Task<Queue<RunSighting[]>> LookAndEndAsync(CancellationToken cancellationToken)
    {
        _phases?.Looking();
        _schedule = rules.Schedule;
        var (sightings, endAll) = await LookAsync(cancellationToken).ConfigureAwait(false);
        if (endAll)
        {
            rules.EndAll();
        }

        foreach (var sighting in sightings.Where(sighting => !endAll && sighting.State.IsTimeLimit))
        {
            rules.EndRun(sighting.RunId);
        }

        return new(sightings.Chunk(RunsResource.IdsPerCall));
    }

    private async Task<(IReadOnlyList<RunSighting> Sightings, bool EndAll)> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await client.Results.GetProgressAsync(started.Id, cancellationToken).ConfigureAwait(false);
            foreach (var run in result.Runs)
            {
                rules.Observed(run);
            }

            _schedule = rules.IsLocal && result.Runs.Any(ScheduleChoice.IsEmulated) ? PollSchedule.Emulator : rules.Schedule;
            if (_schedule.IsForecast)
            {
                (await PhasesAsync().ConfigureAwait(false)).Look(result.Runs);
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
    // The queue is emptied on the way, because an iterator holds what it was given until its end.
    private async IAsyncEnumerable<IReadOnlyList<RunSighting>> InFullAsync(Queue<RunSighting[]> parts, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (parts.Count == 0)
        {
            _watch.Recovered();
            yield break;
        }

        var unread = new List<RunSighting>();
        CekuraException? trouble = null;
        string? unreadable = null;
        var reading = ReadAsync(parts.Peek(), cancellationToken);
        try
        {
            while (parts.TryDequeue(out var part))
            {
                var (full, failure, strange) = await reading.ConfigureAwait(false);
                reading = parts.TryPeek(out var next) ? ReadAsync(next, cancellationToken) : Nothing;
                trouble ??= failure;
                unreadable ??= strange;
                if (Settle(part, full, isWhole: failure is null && strange is null, unread) is { Count: > 0 } settled)
                {
                    yield return settled;
                }
            }
        }
        finally
        {
            // Whoever stops in the middle leaves nothing behind that still asks.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (unread.Count == 0)
        {
            _watch.Recovered();
        }
        else if (_watch.Unread(unread, trouble ?? new CekuraTransientException(unreadable is null ? "the answer lacks what it was asked for" : $"a run of the answer cannot be read: {unreadable}", innerException: null)) is { Count: > 0 } lost)
        {
            yield return lost;
        }
    }

    private async Task<(Dictionary<long, Run> Full, CekuraException? Trouble, string? Unreadable)> ReadAsync(RunSighting[] sightings, CancellationToken cancellationToken)
    {
        var full = new Dictionary<long, Run>();
        string? unreadable = null;
        try
        {
            foreach (var run in await client.Runs.ReadManyAsync([.. sightings.Select(sighting => sighting.RunId)], why => unreadable = why, cancellationToken).ConfigureAwait(false))
            {
                full[run.Id] = run;
            }
        }
        catch (CekuraException e)
        {
            return (full, e, unreadable);
        }

        return (full, null, unreadable);
    }

    private List<RunSighting> Settle(RunSighting[] sightings, Dictionary<long, Run> full, bool isWhole, List<RunSighting> unread)
    {
        var settled = new List<RunSighting>(sightings.Length);
        foreach (var sighting in sightings)
        {
            var run = full.GetValueOrDefault(sighting.RunId);
            if (sighting.State.IsTimeLimit)
            {
                settled.Add(run is null ? sighting : new RunSighting(run, sighting.State));
            }
            else if (run is not null && IsFinal(run, sighting))
            {
                settled.Add(new RunSighting(run, SettledState.Settled));
            }
            else if (run is null && isWhole && sighting.State == SettledState.Missing)
            {
                settled.Add(sighting);
            }
            else
            {
                unread.Add(sighting);
            }
        }

        return settled;
    }

    // Scored in its short form and not in its full one: one of the answers is older.
    private bool IsFinal(Run run, RunSighting sighting) =>
        rules.IsSettled(run, TimeSpan.Zero) || (run.Status == RunStatus.Completed && sighting.State == SettledState.Settled && !rules.IsSettled(sighting.Run, TimeSpan.Zero));
}

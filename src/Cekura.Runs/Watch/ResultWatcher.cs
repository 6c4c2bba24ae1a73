using System.Runtime.CompilerServices;
using Cekura.Client;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>
/// Polls a result until each of its runs has ended, and hands out every run once, as soon as it is final. Statuses come from the one
/// call that shows the batch; the full run is read only when it has ended. Time limits wait for none of these calls.
/// </summary>
internal sealed class ResultWatcher(CekuraClient client, StartedResult started, WatchRules rules, TimeProvider time)
{
    private static readonly TimeSpan OpenRuns = TimeSpan.FromSeconds(30);

    private static readonly Task<(Dictionary<long, Run> Full, ReadTrouble? Trouble, string? Unreadable)> Nothing = Task.FromResult<(Dictionary<long, Run>, ReadTrouble?, string?)>(([], null, null));

    private readonly WatchState _watch = new(started.Id, [.. started.Runs.Select(run => run.Id)], rules, time);

    // Null until something is forecast.
    private RunPhases? _phases;
    private PollSchedule _schedule = rules.IsLocal ? PollSchedule.Emulator : rules.Schedule;

    /// <summary>The runs that are still waited for.</summary>
    public IReadOnlyList<long> Open => _watch.Pending;

    /// <summary>How many runs the result has shown, those that the start did not name among them.</summary>
    public int Count => _watch.Count;

    /// <summary>The result as it was seen last, without what its runs said; null: it never was.</summary>
    public Result? LastSeen { get; private set; }

    /// <summary>Whether the result has ended and shown all its runs.</summary>
    public bool IsWhole => _watch.IsWhole;

    /// <summary>How many runs the result says that it holds, and has not shown.</summary>
    public int Missing => _watch.Missing;

    /// <summary>Nobody waits for these runs any longer; to be called between two looks.</summary>
    public void Forget(IEnumerable<long> runIds) => _watch.Forget(runIds);

    /// <summary>Waits for what is done about the runs of a look; time limits do not.</summary>
    public Task DuringAsync(Task work) => _watch.Limits.DuringAsync(work);

    /// <summary>Reads the open runs in full, to be called between two looks; null when that fails, or takes too long.</summary>
    public async Task<IReadOnlyList<Run>?> ReadOpenAsync(CancellationToken cancellationToken) =>
        (await AskAsync(token => client.Runs.GetManyAsync(Open, token), OpenRuns, _watch.Limits.OutOfTime, cancellationToken).ConfigureAwait(false)).Answer;

    /// <summary>
    /// Watches the result; each look that shows runs in their final state gives these, as many together as one call reads in full. Ends what passes
    /// its time limit; never throws for the service's trouble.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<RunSighting>> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var limits = _watch.Limits;
        var look = Task.CompletedTask;
        try
        {
            while (!_watch.IsOver)
            {
                await Task.Delay(await WaitAsync().ConfigureAwait(false), time, cancellationToken).ConfigureAwait(false);
                await foreach (var late in AfterLimitAsync(_watch.Overdue(), cancellationToken).ConfigureAwait(false))
                {
                    yield return late;
                }

                if (_watch.IsOver || limits.IsOutOfTime)
                {
                    continue;
                }

                var looking = LookAsync(leaving.Token);
                look = looking;
                await foreach (var late in MeanwhileAsync(looking, cancellationToken).ConfigureAwait(false))
                {
                    yield return late;
                }

                if (limits.IsOutOfTime)
                {
                    continue;
                }

                var (seen, trouble) = await looking.ConfigureAwait(false);
                var sightings = seen is null ? _watch.Suffer(trouble!) : await ObserveAsync(seen).ConfigureAwait(false);
                await foreach (var settled in InFullAsync(new(sightings.Chunk(RunsResource.IdsPerCall)), hasSeen: seen is not null, leaving.Token).ConfigureAwait(false))
                {
                    yield return settled;
                }
            }
        }
        finally
        {
            // Whoever stops in the middle leaves nothing behind that still asks.
            if (!look.IsCompleted)
            {
                await leaving.CancelAsync().ConfigureAwait(false);
                await look.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Waits for something, and gives what passes a time limit meanwhile. Out of time, it waits no longer.</summary>
    private async IAsyncEnumerable<IReadOnlyList<RunSighting>> MeanwhileAsync(Task waiting, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.WhenAny(waiting, _watch.Limits.Passed).ConfigureAwait(false);
            var late = _watch.Overdue();
            await foreach (var part in AfterLimitAsync(late, cancellationToken).ConfigureAwait(false))
            {
                yield return part;
            }

            if (late.Count == 0 && (waiting.IsCompleted || _watch.Limits.IsOutOfTime))
            {
                yield break;
            }
        }
    }

    private async ValueTask<TimeSpan> WaitAsync()
    {
        var wait = _watch.HasPending ? _schedule.Next(await AheadAsync().ConfigureAwait(false)) : _watch.QuietWait(_schedule);
        return _watch.Until(_watch.Limits.Within(_watch.Patience.Within(wait)));
    }

    private async ValueTask<Outlook> AheadAsync() =>
        _schedule.IsForecast ? (await PhasesAsync().ConfigureAwait(false)).Ahead(_watch.Pending) : Outlook.Unknown(_watch.Elapsed);

    private async ValueTask<RunPhases> PhasesAsync() => _phases ??= new RunPhases(rules.Schedule, await rules.PastAsync().ConfigureAwait(false), time);

    private async Task<(Result? Seen, ReadTrouble? Trouble)> LookAsync(CancellationToken cancellationToken)
    {
        _phases?.Looking();
        _schedule = rules.Schedule;
        var began = time.GetTimestamp();
        var look = await AskAsync(token => client.Results.GetProgressAsync(started.Id, token), _watch.Patience.Ask(), _watch.Limits.OutOfTime, cancellationToken).ConfigureAwait(false);
        if (look.Answer is not null)
        {
            _watch.Limits.Looked(time.GetElapsedTime(began));
        }

        return look;
    }

    /// <returns>The runs that nobody looks at any longer.</returns>
    private async Task<IReadOnlyList<RunSighting>> ObserveAsync(Result result)
    {
        LastSeen = result;
        foreach (var run in result.Runs)
        {
            rules.Observed(run);
        }

        _schedule = rules.IsLocal && result.Runs.Any(RunOrigin.IsEmulated) ? PollSchedule.Emulator : rules.Schedule;
        if (_schedule.IsForecast)
        {
            (await PhasesAsync().ConfigureAwait(false)).Look(result.Runs);
        }

        return _watch.Observe(result).Sightings;
    }

    // A run inside a result lacks its rubric, its critical categories and the id of its personality: judging it would risk a false
    // green, so a run that cannot be read in full has no verdict. Of many no more are in memory than one call reads, and those of the next.
    // The queue is emptied on the way, because an iterator holds what it was given until its end.
    private async IAsyncEnumerable<IReadOnlyList<RunSighting>> InFullAsync(Queue<RunSighting[]> parts, bool hasSeen, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var unread = new List<RunSighting>();
        ReadTrouble? trouble = null;
        string? unreadable = null;
        var reading = parts.TryPeek(out var first) ? ReadAsync(first, cancellationToken) : Nothing;
        try
        {
            while (parts.TryDequeue(out var part))
            {
                await foreach (var late in MeanwhileAsync(reading, cancellationToken).ConfigureAwait(false))
                {
                    yield return late;
                }

                var (full, failure, strange) = await reading.ConfigureAwait(false);
                reading = parts.TryPeek(out var next) ? ReadAsync(next, cancellationToken) : Nothing;
                trouble ??= failure;
                unreadable ??= strange;
                if (Settle(part, full, isWhole: strange is null && (failure is null || failure.Failure is CekuraNotFoundException), unread) is { Count: > 0 } settled)
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

        if (unread.Count == 0 && hasSeen)
        {
            _watch.Patience.Recovered();
        }
        else if (unread.Count > 0 && _watch.Unread(unread, trouble ?? ReadTrouble.Of(new CekuraTransientException(
            unreadable is null ? "the answer lacks what it was asked for" : $"a run of the answer cannot be read: {unreadable}"))) is { Count: > 0 } lost)
        {
            yield return lost;
        }
    }

    /// <summary>Reads runs that are out of time once more: what was seen of them last is enough for their verdict, so this is short.</summary>
    private async IAsyncEnumerable<IReadOnlyList<RunSighting>> AfterLimitAsync(IReadOnlyList<RunSighting> late, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (late.Count == 0)
        {
            yield break;
        }

        using var up = new CancellationTokenSource(WatchLimits.Afterwards, time);
        foreach (var part in late.Chunk(RunsResource.IdsPerCall))
        {
            var (full, _, _) = await ReadAsync(part, WatchLimits.Afterwards, up.Token, cancellationToken).ConfigureAwait(false);
            yield return [.. part.Select(sighting => full.GetValueOrDefault(sighting.RunId) is { } run ? new RunSighting(run, sighting.State) : sighting)];
        }
    }

    // What has ended may still be read for a moment when the batch is out of time.
    private Task<(Dictionary<long, Run> Full, ReadTrouble? Trouble, string? Unreadable)> ReadAsync(RunSighting[] sightings, CancellationToken cancellationToken) =>
        ReadAsync(sightings, _watch.Patience.Ask(), _watch.Limits.LastReads, cancellationToken);

    private async Task<(Dictionary<long, Run> Full, ReadTrouble? Trouble, string? Unreadable)> ReadAsync(
        RunSighting[] sightings, TimeSpan bound, CancellationToken limit, CancellationToken cancellationToken)
    {
        long[] ids = [.. sightings.Select(sighting => sighting.RunId)];
        string? unreadable = null;
        var (runs, trouble) = await AskAsync(token => client.Runs.ReadManyAsync(ids, why => unreadable = why, token), bound, limit, cancellationToken).ConfigureAwait(false);
        var full = new Dictionary<long, Run>();
        foreach (var run in runs ?? [])
        {
            full[run.Id] = run;
        }

        return (full, trouble, unreadable);
    }

    private async Task<(T? Answer, ReadTrouble? Trouble)> AskAsync<T>(
        Func<CancellationToken, Task<T>> read, TimeSpan bound, CancellationToken limit, CancellationToken cancellationToken)
    {
        var asking = TimedRead.AskAsync(read, bound, time, limit, cancellationToken);
        await _watch.Limits.DuringAsync(asking).ConfigureAwait(false);
        return await asking.ConfigureAwait(false);
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
            else if (sighting.State.Why == SettledState.Reason.ContactLost || (run is null && isWhole && sighting.State == SettledState.Missing))
            {
                // Given up, and this was the last question.
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

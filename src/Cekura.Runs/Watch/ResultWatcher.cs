using System.Runtime.CompilerServices;
using Cekura.Client;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>
/// Polls a result until each of its runs has ended, and gives every run once, as soon as it is final. Statuses come from the one
/// call that shows the batch; the full run is read only when it has ended. Time limits wait for none of these calls.
/// </summary>
internal sealed class ResultWatcher(CekuraClient client, StartedResult started, WatchRules rules, TimeProvider time)
{
    private static readonly TimeSpan OpenRuns = TimeSpan.FromSeconds(30);

    private static readonly Task<(Dictionary<long, Run> Full, ReadError? Error, string? Unreadable)> Nothing = Task.FromResult<(
        Dictionary<long, Run>,
        ReadError?,
        string?
    )>(([], null, null));

    private readonly WatchState _watch = new(started.Id, [.. started.Runs.Select(run => run.Id)], rules, time);

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

    /// <summary>These runs are waited for no longer; to be called between two events.</summary>
    public void Forget(IEnumerable<long> runIds) => _watch.Forget(runIds);

    /// <summary>Waits for what is done about settled runs; time limits do not.</summary>
    public Task DuringAsync(Task work) => _watch.Limits.DuringAsync(work);

    /// <summary>Reads the open runs in full, to be called between two events; null when that fails, or takes too long.</summary>
    public async Task<IReadOnlyList<Run>?> ReadOpenAsync(CancellationToken cancellationToken) =>
        (
            await AskAsync(token => client.Runs.GetManyAsync(Open, token), OpenRuns, _watch.Limits.OutOfTime, cancellationToken)
                .ConfigureAwait(false)
        ).Answer;

    /// <summary>
    /// Watches the result, and gives what each poll shows and the runs that are settled, as many together as one call reads in full. Ends
    /// what passes its time limit; never throws for the service's errors.
    /// </summary>
    public async IAsyncEnumerable<WatchEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var limits = _watch.Limits;
        var poll = Task.CompletedTask;
        try
        {
            while (!_watch.IsOver)
            {
                await Task.Delay(Wait(), time, cancellationToken).ConfigureAwait(false);
                await foreach (var late in AfterLimitAsync(_watch.Overdue(), cancellationToken).ConfigureAwait(false))
                {
                    yield return late;
                }

                if (_watch.IsOver || limits.IsOutOfTime)
                {
                    continue;
                }

                var polling = PollAsync(leaving.Token);
                poll = polling;
                await foreach (var late in MeanwhileAsync(polling, cancellationToken).ConfigureAwait(false))
                {
                    yield return late;
                }

                if (limits.IsOutOfTime)
                {
                    continue;
                }

                var (seen, error) = await polling.ConfigureAwait(false);
                if (seen is not null)
                {
                    LastSeen = seen;
                    yield return new WatchEvent.Polled(seen.Runs);
                }

                var ended = seen is null ? _watch.Suffer(error!) : Observe(seen);
                await foreach (
                    var settled in InFullAsync(new(ended.Chunk(RunsResource.IdsPerCall)), hasSeen: seen is not null, leaving.Token)
                        .ConfigureAwait(false)
                )
                {
                    yield return settled;
                }
            }
        }
        finally
        {
            // A caller that stops in the middle leaves nothing behind that still asks.
            if (!poll.IsCompleted)
            {
                await leaving.CancelAsync().ConfigureAwait(false);
                await poll.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Waits for something, and gives what passes a time limit meanwhile. Out of time, it waits no longer.</summary>
    private async IAsyncEnumerable<WatchEvent.Settled> MeanwhileAsync(
        Task waiting,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
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

    private TimeSpan Wait()
    {
        var wait = _watch.HasPending ? _schedule.After(_watch.Elapsed, _watch.Pending.Count) : _watch.QuietWait(_schedule);
        return _watch.Until(_watch.Limits.Within(_watch.Patience.Within(wait)));
    }

    private async Task<(Result? Seen, ReadError? Error)> PollAsync(CancellationToken cancellationToken)
    {
        _schedule = rules.Schedule;
        var began = time.GetTimestamp();
        var poll = await AskAsync(
                token => client.Results.GetProgressAsync(started.Id, token),
                _watch.Patience.Ask(),
                _watch.Limits.OutOfTime,
                cancellationToken
            )
            .ConfigureAwait(false);
        if (poll.Answer is not null)
        {
            _watch.Limits.PollTook(time.GetElapsedTime(began));
        }

        return poll;
    }

    /// <returns>The runs that are waited for no longer.</returns>
    private IReadOnlyList<SettledRun> Observe(Result result)
    {
        _schedule = rules.IsLocal && result.Runs.Any(RunOrigin.IsEmulated) ? PollSchedule.Emulator : rules.Schedule;
        return _watch.Observe(result).Settled;
    }

    // A run inside a result lacks its rubric, its critical categories and the id of its personality: judging it would risk a false
    // green, so a run that cannot be read in full has no verdict. Of many no more are in memory than one call reads, and those of the next.
    // The queue is emptied on the way, because an iterator holds what it was given until its end.
    private async IAsyncEnumerable<WatchEvent.Settled> InFullAsync(
        Queue<SettledRun[]> parts,
        bool hasSeen,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var unread = new List<SettledRun>();
        ReadError? error = null;
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
                error ??= failure;
                unreadable ??= strange;
                if (
                    Settle(
                        part,
                        full,
                        isWhole: strange is null && (failure is null || failure.Failure is CekuraNotFoundException),
                        unread
                    ) is
                    { Count: > 0 } settled
                )
                {
                    yield return new(settled);
                }
            }
        }
        finally
        {
            // A caller that stops in the middle leaves nothing behind that still asks.
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (unread.Count == 0 && hasSeen)
        {
            _watch.Patience.Recovered();
        }
        else if (
            unread.Count > 0
            && _watch.Unread(
                unread,
                error
                    ?? ReadError.Of(
                        new CekuraTransientException(
                            unreadable is null
                                ? "the answer lacks what it was asked for"
                                : $"a run of the answer cannot be read: {unreadable}"
                        )
                    )
            )
                is { Count: > 0 } lost
        )
        {
            yield return new(lost);
        }
    }

    /// <summary>
    /// Reads runs that are out of time once more: what was seen of them last is enough for their verdict, so this is short.
    /// </summary>
    private async IAsyncEnumerable<WatchEvent.Settled> AfterLimitAsync(
        IReadOnlyList<SettledRun> late,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (late.Count == 0)
        {
            yield break;
        }

        using var up = new CancellationTokenSource(WatchLimits.Afterwards, time);
        foreach (var part in late.Chunk(RunsResource.IdsPerCall))
        {
            var (full, _, _) = await ReadAsync(part, WatchLimits.Afterwards, up.Token, cancellationToken).ConfigureAwait(false);
            yield return new([.. part.Select(one => full.GetValueOrDefault(one.RunId) is { } run ? new SettledRun(run, one.State) : one)]);
        }
    }

    // What has ended may still be read for a moment when the batch is out of time.
    private Task<(Dictionary<long, Run> Full, ReadError? Error, string? Unreadable)> ReadAsync(
        SettledRun[] ended,
        CancellationToken cancellationToken
    ) => ReadAsync(ended, _watch.Patience.Ask(), _watch.Limits.LastReads, cancellationToken);

    private async Task<(Dictionary<long, Run> Full, ReadError? Error, string? Unreadable)> ReadAsync(
        SettledRun[] ended,
        TimeSpan bound,
        CancellationToken limit,
        CancellationToken cancellationToken
    )
    {
        long[] ids = [.. ended.Select(one => one.RunId)];
        string? unreadable = null;
        var (runs, error) = await AskAsync(
                async token =>
                    await TraceReads
                        .WithTracesAsync(
                            client,
                            await client.Runs.ReadManyAsync(ids, why => unreadable = why, token).ConfigureAwait(false),
                            time,
                            token
                        )
                        .ConfigureAwait(false),
                bound,
                limit,
                cancellationToken
            )
            .ConfigureAwait(false);
        var full = new Dictionary<long, Run>();
        foreach (var run in runs ?? [])
        {
            full[run.Id] = run;
        }

        return (full, error, unreadable);
    }

    private async Task<(T? Answer, ReadError? Error)> AskAsync<T>(
        Func<CancellationToken, Task<T>> read,
        TimeSpan bound,
        CancellationToken limit,
        CancellationToken cancellationToken
    )
    {
        var asking = TimedRead.AskAsync(read, bound, time, limit, cancellationToken);
        await _watch.Limits.DuringAsync(asking).ConfigureAwait(false);
        return await asking.ConfigureAwait(false);
    }

    private List<SettledRun> Settle(SettledRun[] ended, Dictionary<long, Run> full, bool isWhole, List<SettledRun> unread)
    {
        var settled = new List<SettledRun>(ended.Length);
        foreach (var one in ended)
        {
            var run = full.GetValueOrDefault(one.RunId);
            if (one.State.IsTimeLimit)
            {
                settled.Add(run is null ? one : new SettledRun(run, one.State));
            }
            else if (run is not null && IsFinal(run, one))
            {
                settled.Add(new SettledRun(run, WatchEnd.Settled));
            }
            else if (one.State.Why == WatchEnd.Reason.ContactLost || (run is null && isWhole && one.State == WatchEnd.Missing))
            {
                // Given up, and this was the last question.
                settled.Add(one);
            }
            else
            {
                unread.Add(one);
            }
        }

        return settled;
    }

    // Scored in its short form and not in its full one: one of the answers is older.
    private bool IsFinal(Run run, SettledRun one) =>
        rules.Judge.IsSettled(run, TimeSpan.Zero)
        || (run.Status == RunStatus.Completed && one.State == WatchEnd.Settled && !rules.Judge.IsSettled(one.Run, TimeSpan.Zero));
}

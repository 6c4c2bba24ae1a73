using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>What is known of the runs of one result, and which of them are still open.</summary>
internal sealed class WatchState(long resultId, IReadOnlyCollection<long> runIds, WatchRules rules, TimeProvider time)
{
    private readonly List<long> _ids = [.. runIds.Distinct().Order()];
    private readonly HashSet<long> _started = [.. runIds];

    // As they were last seen; null: not yet.
    private readonly Dictionary<long, Run?> _pending = runIds.Distinct().ToDictionary(id => id, _ => (Run?)null);
    private readonly Dictionary<long, long> _completedSince = [];
    private readonly HashSet<long> _known = [.. runIds];
    private readonly HashSet<long> _missing = [];
    private readonly Wholeness _wholeness = new(rules.Expected, time);
    private bool _isGivenUp;

    /// <summary>The time limits.</summary>
    public WatchLimits Limits { get; } = new(rules, time);

    /// <summary>How long errors are borne.</summary>
    public Patience Patience { get; } = new(rules.Patience, time);

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => Limits.Elapsed;

    public bool HasPending => _pending.Count > 0;

    /// <summary>Whether nothing is left to wait for: no run, and no more of them.</summary>
    public bool IsOver => !HasPending && (_isGivenUp || rules.OnlyNamed || _wholeness.IsEnough);

    /// <summary>The runs that are still open, by ascending id.</summary>
    public IReadOnlyList<long> Pending => [.. _ids.Where(_pending.ContainsKey)];

    /// <summary>How many runs the result has shown.</summary>
    public int Count => _known.Count;

    /// <summary>Whether the result has ended and shown all its runs.</summary>
    public bool IsWhole => _wholeness.IsWhole;

    /// <summary>How many runs the result says that it holds, and has not shown.</summary>
    public int Missing => _wholeness.Missing;

    /// <summary>Shortens <paramref name="wait"/> so that the batch's limit is not slept over.</summary>
    public TimeSpan Until(TimeSpan wait)
    {
        var left = rules.BatchLimit - Elapsed;
        return left < wait ? TimeSpan.FromTicks(Math.Max(left.Ticks, 0)) : wait;
    }

    /// <summary>The wait before the next poll when no run is open.</summary>
    public TimeSpan QuietWait(PollSchedule schedule) => _wholeness.Wait(schedule);

    /// <summary>Takes a poll in: which runs are final, and whether the whole batch is out of time.</summary>
    public (IReadOnlyList<SettledRun> Settled, bool OutOfTime) Observe(Result result)
    {
        Limits.Check();
        var seen = new Dictionary<long, Run>(result.Runs.Count);
        foreach (var run in result.Runs)
        {
            if (seen.TryAdd(run.Id, run) && !rules.OnlyNamed && _known.Add(run.Id))
            {
                // One that the start did not name is a run all the same.
                _ids.Insert(~_ids.BinarySearch(run.Id), run.Id);
                _pending[run.Id] = run;
            }
        }

        IReadOnlyList<SettledRun> late = Limits.IsOutOfTime ? [] : Overdue();
        var settled = new List<SettledRun>();
        foreach (var id in Pending)
        {
            var one = seen.TryGetValue(id, out var run) ? Judge(run) : MissingFrom(result, id);
            if (one is not null)
            {
                settled.Add(one);
                Close(id);
            }
        }

        _wholeness.Polled(result, seen.Count, isQuiet: !HasPending && settled.Count == 0);
        return ([.. late, .. settled, .. Overdue()], Limits.IsOutOfTime);
    }

    /// <summary>
    /// The runs that have passed a time limit since this was asked last, as they were last seen: they are waited for no longer.
    /// </summary>
    public IReadOnlyList<SettledRun> Overdue()
    {
        Limits.Check();
        var late = new List<SettledRun>();
        foreach (var run in Limits.Take())
        {
            if (_pending.Remove(run.RunId, out var seen))
            {
                late.Add(OutOfTime(seen ?? Unseen(run.RunId), run.Limit));
            }
        }

        if (Limits.IsOutOfTime)
        {
            late.AddRange(GiveUp(run => OutOfTime(run, rules.BatchLimit)));
        }

        return late;
    }

    /// <summary>Takes runs out that are waited for no longer.</summary>
    public void Forget(IEnumerable<long> runs)
    {
        foreach (var id in runs)
        {
            Close(id);
        }
    }

    /// <summary>Whether another poll may succeed after this error.</summary>
    public bool Bears(ReadError error) => Patience.Bears(error) && !Limits.IsOutOfTime;

    /// <summary>A poll failed: every open run is closed, unless the next one may succeed.</summary>
    public IReadOnlyList<SettledRun> Suffer(ReadError error) =>
        Bears(error) ? [] : GiveUp(error.Failure is CekuraNotFoundException ? WatchEnd.Missing : WatchEnd.ContactLost(Patience.Reason));

    /// <summary>Waits again for runs that have ended and could not be read in full; gives them up when that has lasted too long.</summary>
    public IReadOnlyList<SettledRun> Unread(IReadOnlyList<SettledRun> settled, ReadError error)
    {
        if (!Bears(error))
        {
            return [.. settled.Select(one => one.Because(WatchEnd.ContactLost(Patience.Reason)))];
        }

        foreach (var one in settled)
        {
            _pending[one.RunId] = one.Run;
        }

        return [];
    }

    /// <summary>Closes every open run because the service cannot be read any longer.</summary>
    public IReadOnlyList<SettledRun> GiveUp(WatchEnd why) => GiveUp(run => new SettledRun(run, why));

    private List<SettledRun> GiveUp(Func<Run, SettledRun> close)
    {
        var closed = Pending.Select(id => close(_pending[id] ?? Unseen(id))).ToList();
        _isGivenUp = true;
        Forget(Pending);
        return closed;
    }

    private void Close(long id)
    {
        _pending.Remove(id);
        Limits.Leave(id);
    }

    private static SettledRun OutOfTime(Run run, TimeSpan limit) => new(run, WatchEnd.TimeLimit(limit, run));

    private Run Unseen(long id) =>
        new()
        {
            Id = id,
            ResultId = resultId,
            Status = RunStatus.Pending,
        };

    // Missing twice in a row: one answer may be anything.
    private SettledRun? MissingFrom(Result result, long id)
    {
        if (!IsTerminal(result.Status) || _missing.Add(id))
        {
            return null;
        }

        if (_started.Contains(id))
        {
            return new SettledRun(_pending[id] ?? Unseen(id), WatchEnd.Missing);
        }

        // This start did not name it, and the result does not have it.
        Close(id);
        return null;
    }

    private SettledRun? Judge(Run run)
    {
        _missing.Remove(run.Id);
        _pending[run.Id] = run;
        var completed = run.Status == RunStatus.Completed ? SinceCompleted(run.Id) : TimeSpan.Zero;
        if (rules.Judge.IsSettled(run, completed))
        {
            return SettledRun.BeforeReading(run, WatchEnd.Settled);
        }

        // Time in the queue does not count against the case.
        if (run.Status is RunStatus.InProgress or RunStatus.Evaluating && rules.LimitOf(run) is { } limit)
        {
            Limits.Follow(run.Id, limit);
        }
        else
        {
            Limits.Leave(run.Id);
        }

        return null;
    }

    private TimeSpan SinceCompleted(long id)
    {
        if (!_completedSince.TryGetValue(id, out var timestamp))
        {
            _completedSince[id] = timestamp = time.GetTimestamp();
        }

        return time.GetElapsedTime(timestamp);
    }

    private static bool IsTerminal(RunStatus status) =>
        status is RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled;
}

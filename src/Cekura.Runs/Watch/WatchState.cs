using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>What is known of the runs of one result, and which of them are still open.</summary>
internal sealed class WatchState(long resultId, IReadOnlyCollection<long> runIds, WatchRules rules, TimeProvider time)
{
    private readonly long[] _ids = [.. runIds.Distinct().Order()];

    // As they were last seen; null: not yet.
    private readonly Dictionary<long, Run?> _pending = runIds.Distinct().ToDictionary(id => id, _ => (Run?)null);
    private readonly Dictionary<long, long> _talkingSince = [];
    private readonly Dictionary<long, long> _completedSince = [];
    private readonly HashSet<long> _missing = [];
    private readonly long _started = time.GetTimestamp();
    private long? _troubleSince;
    private int _notFound;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public bool HasPending => _pending.Count > 0;

    /// <summary>The runs that are still open, by ascending id.</summary>
    public IReadOnlyList<long> Pending => [.. _ids.Where(_pending.ContainsKey)];

    /// <summary>Shortens <paramref name="wait"/> so that the batch's limit is not slept over.</summary>
    public TimeSpan Until(TimeSpan wait)
    {
        var left = rules.BatchLimit - Elapsed;
        return left < wait ? TimeSpan.FromTicks(Math.Max(left.Ticks, 0)) : wait;
    }

    /// <summary>Takes a new look: which runs are final, and whether the whole batch has to be ended.</summary>
    public (IReadOnlyList<RunSighting> Sightings, bool EndAll) Observe(Result result)
    {
        var seen = new Dictionary<long, Run>(result.Runs.Count);
        foreach (var run in result.Runs)
        {
            seen.TryAdd(run.Id, run);
        }

        var sightings = new List<RunSighting>();
        foreach (var id in Pending)
        {
            var sighting = seen.TryGetValue(id, out var run) ? Judge(run) : MissingFrom(result, id);
            if (sighting is not null)
            {
                sightings.Add(sighting);
                _pending.Remove(id);
            }
        }

        var outOfTime = HasPending && Elapsed >= rules.BatchLimit;
        if (outOfTime)
        {
            sightings.AddRange(Close(run => new RunSighting(run, SettledState.TimeLimit(rules.BatchLimit))));
        }

        return (sightings, outOfTime);
    }

    /// <summary>Takes runs out that nobody waits for any longer.</summary>
    public void Forget(IEnumerable<long> runs)
    {
        foreach (var id in runs)
        {
            _pending.Remove(id);
        }
    }

    /// <summary>
    /// Whether another look may succeed after this trouble: an outage of minutes is borne, and so is a single answer that the result does not
    /// exist. What else the service refuses it refuses again.
    /// </summary>
    public bool Bears(CekuraException trouble)
    {
        _troubleSince ??= time.GetTimestamp();
        _notFound += trouble is CekuraNotFoundException ? 1 : 0;
        return Elapsed < rules.BatchLimit
            && (trouble is CekuraNotFoundException
                ? _notFound == 1
                : trouble is CekuraTransientException or CekuraRateLimitedException && time.GetElapsedTime(_troubleSince.Value) < rules.Patience);
    }

    /// <summary>A look succeeded as a whole: trouble that comes now is new.</summary>
    public void Recovered() => (_troubleSince, _notFound) = (null, 0);

    /// <summary>Waits again for runs that have ended and could not be read in full; gives them up when that has lasted too long.</summary>
    public IReadOnlyList<RunSighting> Unread(IReadOnlyList<RunSighting> sightings, CekuraException trouble)
    {
        if (!Bears(trouble))
        {
            return [.. sightings.Select(sighting => sighting with { State = SettledState.ContactLost(trouble.Message) })];
        }

        foreach (var sighting in sightings)
        {
            _pending[sighting.RunId] = sighting.Run;
        }

        return [];
    }

    /// <summary>Closes every open run because the service cannot be read any longer.</summary>
    public IReadOnlyList<RunSighting> GiveUp(SettledState why) => Close(run => new RunSighting(run, why));

    private List<RunSighting> Close(Func<Run, RunSighting> close)
    {
        var closed = Pending.Select(id => close(LastSeen(id))).ToList();
        _pending.Clear();
        return closed;
    }

    private Run LastSeen(long id) => _pending[id] ?? new Run { Id = id, ResultId = resultId, Status = RunStatus.Pending };

    // Missing twice in a row: one answer may be anything.
    private RunSighting? MissingFrom(Result result, long id) =>
        IsTerminal(result.Status) && !_missing.Add(id) ? new RunSighting(LastSeen(id), SettledState.Missing) : null;

    private RunSighting? Judge(Run run)
    {
        _missing.Remove(run.Id);
        _pending[run.Id] = run;
        var completed = run.Status == RunStatus.Completed ? Since(_completedSince, run.Id) : TimeSpan.Zero;
        if (rules.IsSettled(run, completed))
        {
            return RunSighting.BeforeReading(run, SettledState.Settled);
        }

        // Time in the queue does not count against the case.
        return run.Status is RunStatus.InProgress or RunStatus.Evaluating
            && rules.RunLimit(run) is { } limit
            && Since(_talkingSince, run.Id) >= limit
                ? new RunSighting(run, SettledState.TimeLimit(limit))
                : null;
    }

    private TimeSpan Since(Dictionary<long, long> first, long id)
    {
        if (!first.TryGetValue(id, out var timestamp))
        {
            first[id] = timestamp = time.GetTimestamp();
        }

        return time.GetElapsedTime(timestamp);
    }

    private static bool IsTerminal(RunStatus status) =>
        status is RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled;
}

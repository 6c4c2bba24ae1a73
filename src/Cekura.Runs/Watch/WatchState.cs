using Cekura.Client;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Watch;

/// <summary>What is known of the runs of one result, and which of them are still open.</summary>
internal sealed class WatchState(IReadOnlyCollection<long> runIds, WatchRules rules, TimeProvider time)
{
    private readonly Dictionary<long, Run> _pending = runIds.ToDictionary(id => id, id => new Run { Id = id, Status = RunStatus.Pending });
    private readonly Dictionary<long, long> _talkingSince = [];
    private readonly Dictionary<long, long> _completedSince = [];
    private readonly long _started = time.GetTimestamp();

    public bool HasPending => _pending.Count > 0;

    /// <summary>The runs that are still open, by ascending id.</summary>
    public IReadOnlyList<long> Pending => [.. _pending.Keys.Order()];

    /// <summary>Shortens <paramref name="wait"/> so that the batch's limit is not slept over.</summary>
    public TimeSpan Until(TimeSpan wait)
    {
        var left = rules.BatchLimit - time.GetElapsedTime(_started);
        return left < wait ? TimeSpan.FromTicks(Math.Max(left.Ticks, 0)) : wait;
    }

    /// <summary>Takes a new look: which runs are final, and whether the whole batch has to be ended.</summary>
    public (IReadOnlyList<RunSighting> Sightings, bool EndAll) Observe(Result result)
    {
        var seen = result.Runs.ToDictionary(run => run.Id);
        var sightings = new List<RunSighting>();
        foreach (var id in _pending.Keys.Order().ToList())
        {
            var sighting = seen.TryGetValue(id, out var run) ? Judge(run)
                : IsTerminal(result.Status) ? new RunSighting(_pending[id], SettledState.Missing)
                : null;
            if (sighting is not null)
            {
                sightings.Add(sighting);
                _pending.Remove(id);
            }
        }

        var outOfTime = HasPending && time.GetElapsedTime(_started) >= rules.BatchLimit;
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

    /// <summary>Closes every open run because the service cannot be read any longer.</summary>
    public IReadOnlyList<RunSighting> GiveUp(string trouble) => Close(run => new RunSighting(run, SettledState.ContactLost(trouble)));

    private List<RunSighting> Close(Func<Run, RunSighting> close)
    {
        var closed = _pending.OrderBy(pair => pair.Key).Select(pair => close(pair.Value)).ToList();
        _pending.Clear();
        return closed;
    }

    private RunSighting? Judge(Run run)
    {
        _pending[run.Id] = run;
        var completed = run.Status == RunStatus.Completed ? Since(_completedSince, run.Id) : TimeSpan.Zero;
        if (rules.IsSettled(run, completed))
        {
            return new RunSighting(run, SettledState.Settled);
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

namespace Cekura.Emulator.State;

/// <summary>Every result and run, in memory.</summary>
internal sealed class ResultStore(TimeProvider time, Revision revision) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, EmulatedResult> _results = [];
    private readonly Dictionary<long, EmulatedRun> _runs = [];

    // Results and runs are numbered apart, so that a client which takes one for the other gets a 404.
    private long _lastResult = 1000;
    private long _lastRun = 5000;

    /// <summary>Latest first, as the service lists them.</summary>
    public IReadOnlyList<EmulatedResult> Results => [.. All(_results).OrderByDescending(result => result.Id)];

    /// <summary>By ascending id.</summary>
    public IReadOnlyList<EmulatedRun> Runs => [.. All(_runs).OrderBy(run => run.Id)];

    public EmulatedResult Add(StartOrder order)
    {
        var result = new EmulatedResult(
            Interlocked.Increment(ref _lastResult),
            order,
            () => Interlocked.Increment(ref _lastRun),
            time.GetUtcNow()
        );
        Keep(result);
        return result;
    }

    /// <summary>Puts a result of an earlier emulator back in its place; nothing of it is started.</summary>
    public void Restore(EmulatedResult result)
    {
        _lastResult = Math.Max(_lastResult, result.Id);
        _lastRun = Math.Max(_lastRun, result.Runs.Max(run => run.Id));
        Keep(result);
    }

    public EmulatedResult? Result(long id) => One(_results, id);

    public EmulatedRun? Run(long id) => One(_runs, id);

    /// <summary>Forgets everything. Ids are not given twice, so that one of before never means another run.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _results.Clear();
            _runs.Clear();
            revision.Advance();
        }
    }

    public void Dispose()
    {
        foreach (var run in All(_runs))
        {
            run.Dispose();
        }
    }

    private void Keep(EmulatedResult result)
    {
        lock (_gate)
        {
            foreach (var run in result.Runs)
            {
                run.Revision = revision;
                _runs[run.Id] = run;
            }

            _results[result.Id] = result;
            revision.Advance();
        }
    }

    private T[] All<T>(Dictionary<long, T> items)
    {
        lock (_gate)
        {
            return [.. items.Values];
        }
    }

    private T? One<T>(Dictionary<long, T> items, long id)
        where T : class
    {
        lock (_gate)
        {
            return items.GetValueOrDefault(id);
        }
    }
}

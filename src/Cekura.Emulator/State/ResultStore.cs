using System.Collections.Concurrent;

namespace Cekura.Emulator.State;

/// <summary>Every result and run, in memory.</summary>
internal sealed class ResultStore(TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<long, EmulatedResult> _results = new();
    private readonly ConcurrentDictionary<long, EmulatedRun> _runs = new();

    // Results and runs are numbered apart, so that a client which takes one for the other gets a 404.
    private long _lastResult = 1000;
    private long _lastRun = 5000;

    /// <summary>Latest first, as the service lists them.</summary>
    public IReadOnlyList<EmulatedResult> Results => [.. _results.Values.OrderByDescending(result => result.Id)];

    /// <summary>By ascending id.</summary>
    public IReadOnlyList<EmulatedRun> Runs => [.. _runs.Values.OrderBy(run => run.Id)];

    public EmulatedResult Add(StartOrder order)
    {
        var result = new EmulatedResult(Interlocked.Increment(ref _lastResult), order, () => Interlocked.Increment(ref _lastRun), time.GetUtcNow());
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

    private void Keep(EmulatedResult result)
    {
        foreach (var run in result.Runs)
        {
            _runs[run.Id] = run;
        }

        _results[result.Id] = result;
    }

    public EmulatedResult? Result(long id) => _results.GetValueOrDefault(id);

    public EmulatedRun? Run(long id) => _runs.GetValueOrDefault(id);

    /// <summary>Forgets everything. Ids go on, so that those of before are never those of other runs.</summary>
    public void Clear()
    {
        _results.Clear();
        _runs.Clear();
    }

    public void Dispose()
    {
        foreach (var run in _runs.Values)
        {
            run.Dispose();
        }
    }
}

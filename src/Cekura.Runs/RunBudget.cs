namespace Cekura.Runs;

/// <summary>What <c>MaxRuns</c> leaves for runs beyond those that were planned, shared by everything that one command starts. Thread-safe.</summary>
/// <param name="maxRuns">Most runs that may be started; null: no limit.</param>
/// <param name="planned">Runs that the plans start.</param>
public sealed class RunBudget(int? maxRuns, long planned)
{
    private readonly Lock _lock = new();
    private long _left = maxRuns is { } most ? most - planned : long.MaxValue;

    /// <summary>Takes <paramref name="runs"/> more; false when fewer are left, and then none is taken.</summary>
    internal bool TryTake(int runs)
    {
        lock (_lock)
        {
            if (_left < runs)
            {
                return false;
            }

            _left -= runs;
            return true;
        }
    }
}

using Cekura.Runs.Settings;

namespace Cekura.Runs;

/// <summary>How much <c>MaxRuns</c> and <c>MaxCost</c> leave, over everything that one command plans and starts again. Thread-safe.</summary>
/// <param name="settings">The limits.</param>
internal sealed class RunAllowance(CekuraSettings settings)
{
    private readonly Lock _gate = new();
    private long _runsLeft = settings.MaxRuns ?? long.MaxValue;
    private decimal _costLeft = settings.MaxCost ?? decimal.MaxValue;

    /// <summary>Runs that were taken.</summary>
    public long Runs { get; private set; }

    /// <summary>What they cost, as far as that is known.</summary>
    public decimal Cost { get; private set; }

    /// <summary>Takes runs and their cost; false when there is less of either, and then nothing is taken.</summary>
    public bool TryTake(long runs, decimal cost)
    {
        lock (_gate)
        {
            if (_runsLeft < runs || _costLeft < cost)
            {
                return false;
            }

            _runsLeft -= runs;
            _costLeft -= cost;
            Runs += runs;
            Cost += cost;
            return true;
        }
    }
}

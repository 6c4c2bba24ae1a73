namespace Cekura.Runs.Verdict;

/// <summary>
/// How long a session may still last: each start has the time limit anew, and what goes on beside the conversations has no more.
/// Thread-safe.
/// </summary>
/// <param name="limit">The time limit of a start.</param>
/// <param name="time">The clock.</param>
internal sealed class TimeLeft(TimeSpan limit, TimeProvider time)
{
    private long _lastStart = time.GetTimestamp();

    /// <summary>Something was started.</summary>
    public void Started() => Volatile.Write(ref _lastStart, time.GetTimestamp());

    /// <summary>Is cancelled when the time is over.</summary>
    public CancellationTokenSource Limit()
    {
        var left = limit - time.GetElapsedTime(Volatile.Read(ref _lastStart));
        return new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
    }
}

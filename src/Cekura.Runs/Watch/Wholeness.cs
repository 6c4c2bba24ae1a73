using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>
/// Whether a result has shown all its runs: it says so by having ended and by the number of its runs. What it never says is waited for a
/// few polls more, once everything that is known of it is over.
/// </summary>
/// <param name="expected">How many runs were asked for; 0: not known.</param>
/// <param name="time">The clock.</param>
internal sealed class Wholeness(int expected, TimeProvider time)
{
    private const int MaxPolls = 5;

    /// <summary>How long the first run of a result is waited for.</summary>
    private static readonly TimeSpan FirstRun = TimeSpan.FromMinutes(2);

    private readonly long _started = time.GetTimestamp();
    private bool _isEnded;
    private int _shown;
    private int _total;
    private int _polls;

    /// <summary>Whether the result has ended and holds as many runs as it says.</summary>
    public bool IsWhole => _isEnded && _shown >= _total;

    /// <summary>Whether more runs are waited for no longer, when all that are known are over.</summary>
    public bool IsEnough => IsWhole || _polls > MaxPolls || (_shown == 0 && _total == 0 && time.GetElapsedTime(_started) >= FirstRun);

    /// <summary>How many runs the result says that it holds, and has not shown.</summary>
    public int Missing => Math.Max(0, _total - _shown);

    /// <summary>Takes a poll in.</summary>
    /// <param name="result">What it shows.</param>
    /// <param name="shown">How many runs, each counted once.</param>
    /// <param name="isQuiet">Whether all that is known is over.</param>
    public void Polled(Result result, int shown, bool isQuiet)
    {
        (_shown, _total) = (shown, result.TotalRunsCount);
        _isEnded = result.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled;

        // A result that is running and lacks runs has still to make them, which may take as long as the others do.
        var saysAll = expected > 0 && _shown >= expected && _shown >= _total;
        _polls = isQuiet && (_isEnded || saysAll) ? _polls + 1 : 0;
    }

    /// <summary>The wait before the next poll when all that is known is over.</summary>
    public TimeSpan Wait(PollSchedule schedule)
    {
        var quiet = schedule.Quiet;
        var wait = quiet.First * Math.Pow(2, _polls);
        return wait < quiet.Ceiling ? wait : quiet.Ceiling;
    }
}

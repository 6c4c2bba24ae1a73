using System.Globalization;
using Cekura.Client;
using Cekura.Runs.Conversations;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Listening;

/// <summary>
/// Says how far a session is: <c>12/30 finished, 2 failed, ~3 min left</c>. Sessions below half a minute say nothing, longer ones a line at
/// each quarter, and between quarters one at most every half minute and only when something has changed.
/// </summary>
/// <param name="cases">How many cases there are.</param>
/// <param name="runs">How many runs they are.</param>
/// <param name="name">What the lines start with.</param>
/// <param name="time">The clock.</param>
internal sealed class RunProgress(int cases, long runs, string name, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly long _began = time.GetTimestamp();
    private readonly HashSet<long> _inProgress = [];
    private readonly Dictionary<long, TimeSpan> _over = [];
    private TimeSpan _lastLine;
    private int _finished;
    private int _failed;
    private int _quarters;

    /// <summary>A run as a poll shows it.</summary>
    public void Observe(Run run)
    {
        lock (_gate)
        {
            switch (run.Status)
            {
                case RunStatus.InProgress or RunStatus.Evaluating:
                    _inProgress.Add(run.Id);
                    break;
                case RunStatus.Completed or RunStatus.Failed or RunStatus.Timeout or RunStatus.Cancelled:
                    _inProgress.Remove(run.Id);
                    _over[run.Id] = RunTiming.Duration(run) ?? TimeSpan.Zero;
                    break;
            }
        }
    }

    /// <summary>A test has finished.</summary>
    /// <returns>What is to be said of the session now; null: nothing.</returns>
    public string? Finished(Outcome outcome)
    {
        lock (_gate)
        {
            _finished++;
            _failed += outcome == Outcome.Failed ? 1 : 0;
            var elapsed = time.GetElapsedTime(_began);
            var quarters = (int)(4L * _finished / cases);
            var isDue = elapsed >= Interval && _finished < cases && (quarters > _quarters || elapsed - _lastLine >= Interval);
            if (!isDue)
            {
                return null;
            }

            (_quarters, _lastLine) = (quarters, elapsed);
            return string.Create(CultureInfo.InvariantCulture, $"{name}: {_finished}/{cases} finished, {_failed} failed{Left()}");
        }
    }

    /// <summary>What is left takes as long as what is over did, as many at once as were last seen talking.</summary>
    private string Left()
    {
        if (_inProgress.Count == 0 || _over.Count == 0)
        {
            return "";
        }

        var average = _over.Values.Average(duration => duration.TotalMinutes);
        var minutes = average * (runs - _over.Count) / _inProgress.Count;
        return minutes switch
        {
            <= 0 => "",
            < 1 => ", less than a minute left",
            _ => string.Create(CultureInfo.InvariantCulture, $", ~{Math.Ceiling(minutes):0} min left"),
        };
    }
}

namespace Cekura.Runs.Watch;

/// <summary>
/// The time limits of a watched result: that of the batch, and those of its runs. What passes one is ended at that moment, whatever the
/// watch is waiting for then; the watch hears of it through <see cref="Passed"/>. Thread-safe.
/// </summary>
internal sealed class WatchLimits(WatchRules rules, TimeProvider time) : IDisposable
{
    // Timers wait for some weeks at most.
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(30);

    /// <summary>How long what is out of time may take to be read once more.</summary>
    public static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan MinLead = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly long _started = time.GetTimestamp();
    private readonly CancellationTokenSource _outOfTime = new();
    private readonly CancellationTokenSource _lastReads = new(Timeout.InfiniteTimeSpan, time);
    private readonly Dictionary<long, RunLimit> _runs = [];
    private readonly List<RunLimit> _passed = [];
    private TaskCompletionSource _signal = new();
    private ITimer? _timer;
    private TimeSpan _next = rules.BatchLimit;
    private TimeSpan _lead = MinLead;
    private int _watching;
    private bool _isOutOfTime;
    private bool _isOver;

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    /// <summary>Ends when the batch passes its limit.</summary>
    public CancellationToken OutOfTime => _outOfTime.Token;

    /// <summary>Ends a moment after <see cref="OutOfTime"/>.</summary>
    public CancellationToken LastReads => _lastReads.Token;

    /// <summary>Whether the batch has passed its limit.</summary>
    public bool IsOutOfTime
    {
        get
        {
            lock (_gate)
            {
                return _isOutOfTime;
            }
        }
    }

    /// <summary>Ends when a limit has passed that was not taken yet.</summary>
    public Task Passed
    {
        get
        {
            lock (_gate)
            {
                return _signal.Task;
            }
        }
    }

    /// <summary>Watches the clock as long as something lasts that may last longer than a limit. What never waits needs no clock.</summary>
    public async Task DuringAsync(Task work)
    {
        if (work.IsCompleted)
        {
            await work.ConfigureAwait(false);
            return;
        }

        Watch(+1);
        try
        {
            await work.ConfigureAwait(false);
        }
        finally
        {
            Watch(-1);
        }
    }

    /// <summary>A run's conversation is running; its time began when that was seen first.</summary>
    public void Follow(long runId, TimeSpan limit)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(runId, out var run))
            {
                _runs[runId] = run = new RunLimit(runId, limit, Elapsed + limit);
            }

            if (!run.IsFollowed)
            {
                run.IsFollowed = true;
                if (run.Due < _next)
                {
                    _next = run.Due;
                    Arm();
                }
            }
        }
    }

    /// <summary>This run is not ended for its time limit, unless its conversation is seen to run again.</summary>
    public void Leave(long runId)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(runId, out var run))
            {
                run.IsFollowed = false;
            }
        }
    }

    /// <summary>How long a poll took: the last one before a limit begins early enough.</summary>
    public void PollTook(TimeSpan duration)
    {
        lock (_gate)
        {
            _lead = duration * 2 > MinLead ? duration * 2 : MinLead;
        }
    }

    /// <summary>Shortens a wait so that no limit is slept over, and what has ended just before one is seen to have.</summary>
    public TimeSpan Within(TimeSpan wait)
    {
        lock (_gate)
        {
            if (_passed.Count > 0)
            {
                // A run is out of time, and the watch has not taken it yet.
                return TimeSpan.Zero;
            }

            var left = _next - Elapsed;
            var lead = _lead < rules.BatchLimit / 2 ? _lead : rules.BatchLimit / 2;
            return wait <= left - lead ? wait
                : left > lead ? left - lead
                : wait < left ? wait
                : left > TimeSpan.Zero ? left
                : TimeSpan.Zero;
        }
    }

    /// <summary>Ends what has passed its limit.</summary>
    public void Check()
    {
        List<RunLimit> passed = [];
        TaskCompletionSource signal;
        bool isOutOfTime;
        lock (_gate)
        {
            var now = Elapsed;
            if (_isOver || _isOutOfTime || now < _next)
            {
                Arm();
                return;
            }

            isOutOfTime = _isOutOfTime = now >= rules.BatchLimit;
            _next = rules.BatchLimit;
            foreach (var run in _runs.Values)
            {
                if (run.IsFollowed && run.Due <= now)
                {
                    run.IsFollowed = false;
                    passed.Add(run);
                }
                else if (run.IsFollowed && run.Due < _next)
                {
                    _next = run.Due;
                }
            }

            _passed.AddRange(passed);
            signal = _signal;
            Arm();
        }

        if (isOutOfTime)
        {
            rules.Ends?.EndAll();
            _lastReads.CancelAfter(Afterwards);
            _outOfTime.Cancel();
        }
        else
        {
            passed.ForEach(run => rules.Ends?.EndRun(run.RunId, run.Limit));
        }

        if (isOutOfTime || passed.Count > 0)
        {
            signal.TrySetResult();
        }
    }

    /// <summary>The runs that have passed their own limit since this was asked last.</summary>
    public IReadOnlyList<RunLimit> Take()
    {
        lock (_gate)
        {
            RunLimit[] taken = [.. _passed];
            _passed.Clear();
            _signal = _signal.Task.IsCompleted ? new() : _signal;
            return taken;
        }
    }

    /// <summary>The watch is over: nothing is ended any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _timer?.Dispose();
        }
    }

    private void Watch(int more)
    {
        lock (_gate)
        {
            _watching += more;
            Arm();
        }
    }

    private void Arm()
    {
        if (_isOver || _isOutOfTime)
        {
            return;
        }

        if (_watching == 0)
        {
            // The watch itself waits no longer than it may.
            _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return;
        }

        _timer ??= time.CreateTimer(_ => Check(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var left = _next - Elapsed;
        _timer.Change(
            left < TimeSpan.Zero ? TimeSpan.Zero
                : left < MaxTimer ? left
                : MaxTimer,
            Timeout.InfiniteTimeSpan
        );
    }
}

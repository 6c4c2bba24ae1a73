namespace Cekura.Testing;

/// <summary>A clock that stands still until a test advances it; its timers fire while it is advanced, in order of their due times.</summary>
public sealed class ManualTimeProvider(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(Predicate<TimeSpan> IsDue, TaskCompletionSource Waiter)> _waiters = [];
    private DateTimeOffset _now = start;

    /// <summary>Starts at 2026-01-01T00:00:00Z.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Time until the next timer falls due; null when none is set.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_gate)
            {
                return _timers.Count == 0 ? null : _timers.Min(timer => timer.Due) is var due && due > _now ? due - _now : TimeSpan.Zero;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on and runs every timer that falls due, each at its own moment.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var end = GetUtcNow() + by;
        while (NextDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (_gate)
        {
            _now = end;
        }
    }

    /// <summary>
    /// Ends as soon as a timer is set that falls due within <paramref name="span"/>: the moment when the code under test waits, and
    /// the test may advance the clock.
    /// </summary>
    public Task WhenTimerDueWithinAsync(TimeSpan span) => WhenTimerAsync(due => due <= span);

    /// <summary>The same for a timer that falls due exactly in <paramref name="span"/>, where shorter ones come and go beside it.</summary>
    public Task WhenTimerDueInAsync(TimeSpan span) => WhenTimerAsync(due => due == span);

    /// <summary>Jumps from timer to timer until something is over that waits on this clock and on nothing else.</summary>
    public async Task JumpThroughAsync(Task work, Action? jumped = null)
    {
        ArgumentNullException.ThrowIfNull(work);
        while (!work.IsCompleted)
        {
            await SettleAsync();
            if (!work.IsCompleted && UntilNextTimer is { } next)
            {
                Advance(next);
            }

            jumped?.Invoke();
        }

        await work;
    }

    /// <summary>Lets everything run that is ready to: what is queued fairly comes after what was queued before.</summary>
    private static async Task SettleAsync()
    {
        for (var turn = 0; turn < 4; turn++)
        {
            await Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
        }
    }

    private Task WhenTimerAsync(Predicate<TimeSpan> isDue)
    {
        lock (_gate)
        {
            if (_timers.Exists(timer => isDue(timer.Due - _now)))
            {
                return Task.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((isDue, waiter));
            return waiter.Task;
        }
    }

    private ManualTimer? NextDue(DateTimeOffset end)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
            if (next is not null)
            {
                _now = next.Due > _now ? next.Due : _now;
                _timers.Remove(next);
            }

            return next;
        }
    }

    private void Set(ManualTimer timer, TimeSpan dueTime)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime;
            _timers.Add(timer);
            foreach (var entry in _waiters.FindAll(entry => entry.IsDue(dueTime)))
            {
                _waiters.Remove(entry);
                entry.Waiter.SetResult();
            }
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
            clock.Set(this, dueTime);
            return true;
        }

        public void Fire()
        {
            clock.Set(this, _period);
            callback(state);
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

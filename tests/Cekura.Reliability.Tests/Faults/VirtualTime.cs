namespace Cekura.Reliability.Tests.Faults;

/// <summary>
/// A clock that jumps to the next timer as soon as nothing is left to do, so that minutes pass in milliseconds and no limit is missed because the
/// machine is busy. Whatever waits must wait for this clock; one trial at a time has it.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    /// <summary>No trial takes that long unless something waits for what never comes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromHours(12);

    private readonly Lock _gate = new();
    private readonly PriorityQueue<(Timer Timer, int Version), (DateTimeOffset Due, long Order)> _timers = new();
    private readonly DateTimeOffset _start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Does the work, and lets time pass whenever it waits.</summary>
    /// <exception cref="TimeoutException">It waits for ever.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var task = Task.Run(work);
        await Task.Factory.StartNew(() => Pass(task), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return await task;
    }

    private void Pass(Task work)
    {
        while (true)
        {
            Idleness.Wait();
            if (work.IsCompleted)
            {
                return;
            }

            if (Next() is not { } timer || _now - _start > Limit)
            {
                throw new TimeoutException($"The trial waits for ever, at {_now - _start}.");
            }

            timer.Fire();
        }
    }

    private Timer? Next()
    {
        lock (_gate)
        {
            while (_timers.TryDequeue(out var entry, out var at))
            {
                if (entry.Timer.Version == entry.Version)
                {
                    _now = at.Due > _now ? at.Due : _now;
                    return entry.Timer;
                }
            }

            return null;
        }
    }

    private sealed class Timer(VirtualTime clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public int Version { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Version++;
                _period = period == TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    clock._timers.Enqueue((this, Version), (clock._now + dueTime, clock._order++));
                }

                return true;
            }
        }

        public void Fire()
        {
            Change(_period, _period);
            callback(state);
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using Microsoft.Extensions.Time.Testing;

namespace Cekura.Testing;

/// <summary>
/// A <see cref="FakeTimeProvider"/> that tells when the code under test waits, and that can jump from timer to timer while a piece of work
/// is being done: hours take milliseconds, and no limit is missed because the machine is busy.
/// </summary>
public sealed class VirtualTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    /// <summary>No work takes that long unless it waits for what never comes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromHours(12);

    /// <summary>How long, on the machine's clock, work that has no timer is given to say that it is done.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<WatchedTimer, DateTimeOffset> _timers = [];
    private readonly List<(Predicate<TimeSpan> IsDue, TaskCompletionSource Waiter)> _waiters = [];

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Ends as soon as a timer is set that falls due within <paramref name="span"/>: the moment when the code under test waits, and the
    /// test may advance the clock.
    /// </summary>
    public Task WhenTimerDueWithinAsync(TimeSpan span) => WhenTimerAsync(due => due <= span);

    /// <summary>The same for a timer that falls due exactly in <paramref name="span"/>, where shorter ones come and go beside it.</summary>
    public Task WhenTimerDueInAsync(TimeSpan span) => WhenTimerAsync(due => due == span);

    /// <summary>
    /// Does the work, and jumps to the next timer whenever nothing is left to do before it. What the work waits for must wait for this
    /// clock and for nothing else.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="jumped">Is called after each jump, when nothing is left to do at its moment.</param>
    /// <exception cref="TimeoutException">The work waits for ever.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, Action? jumped = null)
    {
        var activity = new Activity();
        var task = activity.Start(work);
        await Task.Factory.StartNew(
            () => Pass(task, activity, jumped),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        return await task;
    }

    /// <summary>The same for work without a result.</summary>
    /// <param name="work">The work.</param>
    /// <param name="jumped">Is called after each jump, when nothing is left to do at its moment.</param>
    /// <exception cref="TimeoutException">The work waits for ever.</exception>
    public Task RunAsync(Func<Task> work, Action? jumped = null) =>
        RunAsync(
            async () =>
            {
                await work();
                return true;
            },
            jumped
        );

    private void Pass(Task work, Activity activity, Action? jumped)
    {
        var end = GetUtcNow() + Limit;
        while (true)
        {
            activity.WaitUntilIdle();
            jumped?.Invoke();
            if (work.IsCompleted)
            {
                return;
            }

            // Its last thread may be about to say that it is done.
            if (NextTimer() is null && Task.WaitAny([work], Patience) == 0)
            {
                return;
            }

            if (NextTimer() is not { } next || next > end)
            {
                throw new TimeoutException($"The work waits for ever, at {GetUtcNow():u}.");
            }

            Advance(next - GetUtcNow());
        }
    }

    private DateTimeOffset? NextTimer()
    {
        lock (_gate)
        {
            return _timers.Count == 0 ? null : _timers.Values.Min();
        }
    }

    private Task WhenTimerAsync(Predicate<TimeSpan> isDue)
    {
        lock (_gate)
        {
            var now = GetUtcNow();
            if (_timers.Values.Any(at => isDue(at - now)))
            {
                return Task.CompletedTask;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((isDue, waiter));
            return waiter.Task;
        }
    }

    private ITimer CreateFake(TimerCallback callback, object? state) =>
        base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    private sealed class WatchedTimer : ITimer
    {
        private readonly VirtualTime _clock;
        private readonly TimerCallback _callback;
        private readonly ITimer _fake;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;
        private int _version;

        public WatchedTimer(VirtualTime clock, TimerCallback callback, object? state)
        {
            (_clock, _callback) = (clock, callback);
            _fake = clock.CreateFake(Fire, state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var due = _clock.GetUtcNow() + dueTime;
            int version;
            lock (_clock._gate)
            {
                version = ++_version;
                _period = period;
                _clock._timers.Remove(this);
            }

            // Known only when it is set, so that it is not advanced to before; one that is due at once has fired by then.
            var isChanged = _fake.Change(dueTime, period);
            lock (_clock._gate)
            {
                if (isChanged && version == _version && dueTime >= TimeSpan.Zero)
                {
                    _clock._timers[this] = due;
                    foreach (var entry in _clock._waiters.FindAll(entry => entry.IsDue(dueTime)))
                    {
                        _clock._waiters.Remove(entry);
                        entry.Waiter.SetResult();
                    }
                }
            }

            return isChanged;
        }

        public void Dispose()
        {
            lock (_clock._gate)
            {
                _version++;
                _clock._timers.Remove(this);
            }

            _fake.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fire(object? state)
        {
            lock (_clock._gate)
            {
                _version++;
                _clock._timers.Remove(this);
                if (_period > TimeSpan.Zero)
                {
                    _clock._timers[this] = _clock.GetUtcNow() + _period;
                }
            }

            _callback(state);
        }
    }
}

namespace Cekura.Testing;

/// <summary>
/// Whether a piece of work is doing anything: its work that waits for a thread of the pool, or a thread that does some of it. Exact,
/// however busy the machine is, because it is the pool that is asked and no time that is waited. Other work in the process delays the
/// answer, for it might belong to this.
/// </summary>
internal sealed class Activity
{
    /// <summary>
    /// Threads that were busy whenever this one came to look are held by others for good, as the one on which a test host listens. Looks
    /// are counted, not time: where many wait for a processor, this thread waits for its looks as long as the others for their work.
    /// </summary>
    private const int Window = 250;

    /// <summary>
    /// How often in a row nothing must be going on where some thread is busy: it may have taken a piece of this work and not begun it.
    /// </summary>
    private const int Confirmed = 3;

    private static readonly AsyncLocal<Activity?> Current = new(Moved);
    private static int _held;

    private int _running;

    /// <summary>Starts the work on the pool.</summary>
    public Task<T> Start<T>(Func<Task<T>> work)
    {
        // It is under way from here on: a thread that has taken it and not begun it looks like one that others hold.
        Interlocked.Increment(ref _running);
        return Task.Run(() =>
        {
            Current.Value = this;
            Interlocked.Decrement(ref _running);
            return work();
        });
    }

    /// <summary>Returns when nothing is being done. Must be called from outside of the pool.</summary>
    public void WaitUntilIdle()
    {
        var spin = default(SpinWait);
        var (looks, least, quiet) = (0, int.MaxValue, 0);
        while (true)
        {
            // Work that ends and leaves other work behind shows in the count of what was completed.
            var completed = ThreadPool.CompletedWorkItemCount;
            var isWaiting = ThreadPool.PendingWorkItemCount > 0;
            var busy = BusyThreads();
            if (busy < Volatile.Read(ref _held))
            {
                Volatile.Write(ref _held, busy);
            }

            var isQuiet =
                !isWaiting
                && busy <= Volatile.Read(ref _held)
                && Volatile.Read(ref _running) == 0
                && ThreadPool.CompletedWorkItemCount == completed;
            quiet = isQuiet ? quiet + 1 : 0;
            if (quiet >= Confirmed || (isQuiet && busy == 0))
            {
                return;
            }

            least = Math.Min(least, busy - Volatile.Read(ref _running));
            if (++looks > Window)
            {
                Volatile.Write(ref _held, Math.Max(Volatile.Read(ref _held), least));
                (looks, least) = (0, int.MaxValue);
            }

            spin.SpinOnce(sleep1Threshold: 100);
        }
    }

    private static int BusyThreads()
    {
        ThreadPool.GetMaxThreads(out var all, out _);
        ThreadPool.GetAvailableThreads(out var free, out _);
        return all - free;
    }

    // The work flows from thread to thread with its context.
    private static void Moved(AsyncLocalValueChangedArgs<Activity?> change)
    {
        if (change.PreviousValue is { } left)
        {
            Interlocked.Decrement(ref left._running);
        }

        if (change.CurrentValue is { } entered)
        {
            Interlocked.Increment(ref entered._running);
        }
    }
}

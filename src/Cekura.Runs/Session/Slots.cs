namespace Cekura.Runs.Session;

/// <summary>
/// The concurrency limit of a session, divided among its requests: the service applies a limit to each request alone, so what they are
/// given together never exceeds it. First come, first served. Thread-safe.
/// </summary>
internal sealed class Slots
{
    private readonly int _limit;
    private readonly Lock _gate = new();
    private readonly Queue<(int Least, int Most, TaskCompletionSource<SlotShare> Waiter)> _waiting = new();
    private int _free;

    public Slots(int limit) => _limit = _free = limit;

    /// <summary>Waits for slots.</summary>
    /// <param name="least">How many are needed; more than there are means all of them.</param>
    /// <param name="most">How many can be used.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<SlotShare> TakeAsync(int least, int most, CancellationToken cancellationToken)
    {
        var waiter = new TaskCompletionSource<SlotShare>();
        lock (_gate)
        {
            _waiting.Enqueue((Math.Min(least, _limit), most, waiter));
        }

        Serve();
        var cancelled = cancellationToken.Register(() => waiter.TrySetCanceled(cancellationToken));
        await using (cancelled.ConfigureAwait(false))
        {
            return await waiter.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Gives slots back, or takes more than were free: then no request is served until as many have come back.</summary>
    internal void Give(int slots)
    {
        lock (_gate)
        {
            _free += slots;
        }

        Serve();
    }

    private void Serve()
    {
        while (Next() is var (waiter, share))
        {
            if (!waiter.TrySetResult(share))
            {
                share.Dispose();
            }
        }
    }

    private (TaskCompletionSource<SlotShare> Waiter, SlotShare Share)? Next()
    {
        lock (_gate)
        {
            while (_waiting.TryPeek(out var first) && (first.Waiter.Task.IsCompleted || first.Least <= _free))
            {
                _waiting.Dequeue();
                if (!first.Waiter.Task.IsCompleted)
                {
                    var taken = Math.Min(_free, Math.Max(first.Least, first.Most));
                    _free -= taken;
                    return (first.Waiter, new SlotShare(this, taken));
                }
            }

            return null;
        }
    }
}

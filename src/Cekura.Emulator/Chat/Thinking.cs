namespace Cekura.Emulator.Chat;

/// <summary>
/// The caller's thoughts, one at a time: how long they took, and the end of one that comes too late. One thread at a time.
/// </summary>
internal sealed class Thinking(TimeProvider time)
{
    private Func<Task>? _stop;
    private TimeSpan _taken;
    private long _since;

    /// <summary>Begins with a thought.</summary>
    /// <returns>Cancelled when nothing will come of it.</returns>
    public CancellationToken Begin()
    {
        var thought = new CancellationTokenSource();
        _stop = thought.CancelAsync;
        _since = time.GetTimestamp();
        return thought.Token;
    }

    /// <summary>Nothing will come of the thought: the caller may stop.</summary>
    public void Stop() => _ = _stop?.Invoke();

    /// <summary>The thought has come to its end.</summary>
    public void End()
    {
        Count();
        _stop = null;
    }

    /// <summary>How long was thought since this was asked last.</summary>
    public TimeSpan Take()
    {
        Count();
        var taken = _taken;
        _taken = TimeSpan.Zero;
        return taken;
    }

    private void Count()
    {
        if (_stop is not null)
        {
            _taken += time.GetElapsedTime(_since);
            _since = time.GetTimestamp();
        }
    }
}

namespace Cekura.Emulator.Chat;

/// <summary>
/// The caller's thoughts, one at a time: how long they took, and the end of one that comes too late. One thread at a time.
/// </summary>
internal sealed class Thinking(TimeProvider time)
{
    private CancellationTokenSource? _thought;
    private TimeSpan _taken;
    private long _since;

    /// <summary>Begins with a thought.</summary>
    /// <returns>Cancelled when nothing will come of it.</returns>
    public CancellationToken Begin()
    {
        _thought = new();
        _since = time.GetTimestamp();
        return _thought.Token;
    }

    /// <summary>Nothing will come of the thought: the caller may stop.</summary>
    public void Stop() => _ = _thought?.CancelAsync();

    /// <summary>The thought has come to its end.</summary>
    public void End()
    {
        Count();
        _thought?.Dispose();
        _thought = null;
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
        if (_thought is not null)
        {
            _taken += time.GetElapsedTime(_since);
            _since = time.GetTimestamp();
        }
    }
}

namespace Cekura.Emulator.Conversation;

/// <summary>
/// How long a conversation may take. The time in which the caller thinks does not count: a slow model is no slow agent.
/// </summary>
internal sealed class CallClock : IDisposable
{
    private readonly TimeSpan _maxDuration;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _either;
    private readonly long _began;

    /// <param name="maxDuration">How long it may take.</param>
    /// <param name="time">The clock.</param>
    /// <param name="endCall">Cancelled when the conversation is to end before that.</param>
    public CallClock(TimeSpan maxDuration, TimeProvider time, CancellationToken endCall)
    {
        (_maxDuration, _time, _began) = (maxDuration, time, time.GetTimestamp());
        _limit = new(maxDuration, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, endCall);
    }

    /// <summary>Cancelled when the time is over, or the conversation is to end before that.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>How long the caller has thought.</summary>
    public TimeSpan Thought { get; private set; }

    /// <summary>Waits for a thought, with the clock at rest.</summary>
    public async ValueTask<T> ThinkAsync<T>(ValueTask<T> thought)
    {
        if (thought.IsCompleted)
        {
            return await thought.ConfigureAwait(false);
        }

        var since = _time.GetTimestamp();
        _limit.CancelAfter(Timeout.InfiniteTimeSpan);
        try
        {
            return await thought.ConfigureAwait(false);
        }
        finally
        {
            Thought += _time.GetElapsedTime(since);
            var left = _maxDuration - (_time.GetElapsedTime(_began) - Thought);
            _limit.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _limit.Dispose();
    }
}

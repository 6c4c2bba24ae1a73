using Cekura.Client;

namespace Cekura.Runs.Watch;

/// <summary>
/// How long the errors of a service are borne, counted from the first question that got no answer. Only an answer ends this; what was not
/// asked is no error.
/// </summary>
/// <param name="limit">How long.</param>
/// <param name="time">The clock.</param>
internal sealed class Patience(TimeSpan limit, TimeProvider time)
{
    /// <summary>How long the last question may take, which is asked when patience is over.</summary>
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(10);

    private long? _since;
    private long _asked = time.GetTimestamp();
    private int _notFound;
    private string? _reason;

    /// <summary>How long an outage is borne.</summary>
    public static TimeSpan Default { get; } = TimeSpan.FromMinutes(5);

    /// <summary>A question is about to be asked.</summary>
    /// <returns>How long it may take.</returns>
    public TimeSpan Ask()
    {
        _asked = time.GetTimestamp();
        return Left is { } left && left < limit ? (left > Last ? left : Last) : limit;
    }

    /// <summary>Shortens a wait so that the last question is asked as soon as patience is over.</summary>
    public TimeSpan Within(TimeSpan wait) => Left is { } left && left < wait ? (left > TimeSpan.Zero ? left : TimeSpan.Zero) : wait;

    /// <summary>
    /// Whether to ask again after this error: an outage of minutes is borne, and so is a single answer that there is no such thing. What
    /// else the service refuses it refuses again.
    /// </summary>
    public bool Bears(ReadError error)
    {
        _since ??= _asked;
        _reason = error.Failure is null ? _reason ?? error.Reason : error.Reason;
        return error.Failure is CekuraNotFoundException
            ? ++_notFound == 1
            : error.Failure is null or CekuraTransientException or CekuraRateLimitedException
                && time.GetElapsedTime(_since.Value, _asked) < limit;
    }

    /// <summary>Everything that was asked for came: an error that comes now is new.</summary>
    public void Recovered() => (_since, _notFound, _reason) = (null, 0, null);

    /// <summary>The error that was borne last: the last question is cut short, and its end alone would not say it.</summary>
    public string Reason => _reason ?? "";

    private TimeSpan? Left => _since is { } since ? limit - time.GetElapsedTime(since) : null;
}

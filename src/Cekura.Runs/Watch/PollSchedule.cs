namespace Cekura.Runs.Watch;

/// <summary>How long to wait between two polls: short at first, growing by half to a ceiling.</summary>
/// <param name="First">The first wait.</param>
/// <param name="Ceiling">The longest wait.</param>
public sealed record PollSchedule(TimeSpan First, TimeSpan Ceiling)
{
    /// <summary>For text runs in the service (contract, section 4).</summary>
    public static PollSchedule Text { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));

    /// <summary>For an emulator in the same process, where a poll costs next to nothing.</summary>
    public static PollSchedule InProcess { get; } = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(250));

    /// <summary>The wait before poll number <paramref name="poll"/>, counted from 0.</summary>
    public TimeSpan Before(int poll)
    {
        var growth = Math.Pow(1.5, Math.Min(poll, 50));
        return TimeSpan.FromTicks((long)Math.Min(Ceiling.Ticks, First.Ticks * growth));
    }
}

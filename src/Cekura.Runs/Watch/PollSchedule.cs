namespace Cekura.Runs.Watch;

/// <summary>
/// When to poll again. The wait is a share of the time that has gone by, so that no result is late by more than that share of what it took;
/// it grows from the first wait to the ceiling.
/// </summary>
/// <param name="first">The first wait, above zero; longer for more runs than one short answer holds.</param>
/// <param name="ceiling">The longest wait, at least the first.</param>
internal sealed class PollSchedule(TimeSpan first, TimeSpan ceiling)
{
    private const double RunsOfShortAnswer = 1000;

    /// <summary>For what is no result: a chat's next turn, a number to dial.</summary>
    public static PollSchedule Questions { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));

    /// <summary>For conversations in writing, in the service: people see a first sign of life at once.</summary>
    public static PollSchedule Text { get; } = new(TimeSpan.FromSeconds(0.75), TimeSpan.FromSeconds(5)) { Share = 0.1, Quiet = Questions };

    /// <summary>For calls, in the service: as often as the loop that it documents.</summary>
    public static PollSchedule Voice { get; } =
        new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)) { Quiet = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)) };

    /// <summary>For an emulator, which a poll costs next to nothing.</summary>
    public static PollSchedule Emulator { get; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(250));

    public TimeSpan First => first;

    public TimeSpan Ceiling => ceiling;

    /// <summary>The wait as a share of the time that has gone by.</summary>
    public double Share { get; init; } = 0.5;

    /// <summary>For a result of which no known run is open.</summary>
    public PollSchedule Quiet
    {
        get => field ?? this;
        init;
    }

    /// <summary>The wait before the next poll.</summary>
    /// <param name="elapsed">Time since the start.</param>
    /// <param name="open">How many runs are open: an answer about thousands is large.</param>
    public TimeSpan After(TimeSpan elapsed, int open = 1)
    {
        var least = first * Math.Max(1, open / RunsOfShortAnswer);
        var wait = elapsed * Share;
        return wait > ceiling || least > ceiling ? ceiling
            : wait > least ? wait
            : least;
    }
}

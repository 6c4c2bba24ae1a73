namespace Cekura.Runs.Watch;

/// <summary>
/// When to look at a result again. Without a <see cref="Pace"/> the waits grow with the time that has gone by, from the first to the ceiling. With
/// one, as many looks as the pace allows are put where runs are expected to end: the next is due when the squared times that ended runs have
/// probably waited to be seen are, together, worth a request. The square makes one long wait count more than many short ones.
/// </summary>
/// <param name="First">The first wait, above zero.</param>
/// <param name="Ceiling">The longest wait, at least the first.</param>
internal sealed record PollSchedule(TimeSpan First, TimeSpan Ceiling)
{
    private const double Step = 0.5;
    private const int RunsOfOpeningLook = 1000;

    private static readonly TimeSpan OpeningDistance = TimeSpan.FromSeconds(0.75);

    /// <summary>For conversations in writing, in the service.</summary>
    public static PollSchedule Text { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15))
    {
        Pace = TimeSpan.FromSeconds(5),
        Saved = 6,
        Opening = TimeSpan.FromSeconds(15),
        Conversation = new TimeDistribution(TimeSpan.FromSeconds(30), Spread: 1),
    };

    /// <summary>For calls, in the service.</summary>
    public static PollSchedule Voice { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30))
    {
        Pace = TimeSpan.FromSeconds(5),
        Saved = 2,
        Conversation = new TimeDistribution(TimeSpan.FromSeconds(150), Spread: 0.7),
    };

    /// <summary>For an emulator, which a look costs next to nothing.</summary>
    public static PollSchedule Emulator { get; } = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(250));

    /// <summary>
    /// There are never more looks than one each so much time since the start would be, plus <see cref="Saved"/>; null: nothing is forecast.
    /// </summary>
    public TimeSpan? Pace { get; init; }

    /// <summary>Whether the next look depends on what the looks so far have shown.</summary>
    internal bool IsForecast => Pace is not null;

    /// <summary>Looks that may be made before their time, at least 1.</summary>
    internal int Saved { get; init; } = 1;

    /// <summary>The shortest wait between two looks that are forecast.</summary>
    internal TimeSpan Closest { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long people are shown the first sign of life at once: until a run of the batch has ended, and where no duration is known from before, looks
    /// of so young a batch are close and count as none. Zero where conversations last minutes.
    /// </summary>
    internal TimeSpan Opening { get; init; }

    /// <summary>How long conversations last as far as one knows before the first has ended.</summary>
    internal TimeDistribution Conversation { get; init; } = new(TimeSpan.FromSeconds(60), Spread: 1);

    /// <summary>How long scoring lasts as far as one knows before the first is scored.</summary>
    internal TimeDistribution Scoring { get; init; } = new(TimeSpan.FromSeconds(20), Spread: 0.8);

    /// <summary>The wait after <paramref name="elapsed"/> when nothing is forecast: half of it longer than the first, so that no result is late by more than half of what it took.</summary>
    internal TimeSpan After(TimeSpan elapsed) => TimeSpan.FromTicks(Math.Min(Ceiling.Ticks, First.Ticks + (elapsed.Ticks / 2)));

    /// <summary>The wait before the next look, from what the looks so far have shown.</summary>
    internal TimeSpan Next(Outlook outlook)
    {
        var longest = After(outlook.Elapsed);
        if (Pace is not { } pace || outlook.Runs.Count == 0)
        {
            return longest;
        }

        if (outlook.IsOpening)
        {
            // An answer about thousands of runs is large.
            return OpeningDistance * Math.Max(1, outlook.Runs.Count / (double)RunsOfOpeningLook);
        }

        var left = Saved + (outlook.Elapsed / pace) - outlook.Looks;
        if (left < 1)
        {
            return Longer((1 - left) * pace, Closest);
        }

        // What a look is worth follows from how many there are: just as much waits between two of them when ends and looks are spread evenly.
        var rest = outlook.Rest.TotalSeconds;
        var looks = left + (outlook.Rest / pace);
        var worth = 2.0 / 3 * outlook.Runs.Count * rest * rest / (looks * looks * looks);
        return Longer(TimeSpan.FromSeconds(UntilWorth(outlook, worth, longest.TotalSeconds)), Closest);
    }

    /// <summary>When the squared waits of ended runs will probably be <paramref name="worth"/> square seconds.</summary>
    private static double UntilWorth(Outlook outlook, double worth, double longest)
    {
        var waited = 0.0;
        for (var wait = Step; wait < longest; wait += Step)
        {
            waited += outlook.EndedWithin(wait) * 2 * (wait - (Step / 2)) * Step;
            if (waited >= worth)
            {
                return wait;
            }
        }

        return longest;
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

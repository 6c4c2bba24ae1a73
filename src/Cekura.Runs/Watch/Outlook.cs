namespace Cekura.Runs.Watch;

/// <summary>What the looks at a result so far say about when its open runs will have ended.</summary>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="Looks">Looks so far, but those of the opening.</param>
/// <param name="Rest">How long the batch will probably still take.</param>
/// <param name="Runs">The open runs.</param>
internal sealed record Outlook(TimeSpan Elapsed, int Looks, TimeSpan Rest, IReadOnlyList<ExpectedEnd> Runs)
{
    /// <summary>Whether nobody knows yet how long any of the runs takes, and the batch is young (<see cref="PollSchedule.Opening"/>).</summary>
    public bool IsOpening { get; init; }

    /// <summary>Nothing is forecast.</summary>
    public static Outlook Unknown(TimeSpan elapsed) => new(elapsed, Looks: 0, Rest: TimeSpan.Zero, Runs: []);

    // Of thousands of runs a part says the same as all.
    private const int Most = 256;

    /// <summary>How many of the open runs will probably have ended in <paramref name="seconds"/>.</summary>
    public double EndedWithin(double seconds)
    {
        var every = (Runs.Count + Most - 1) / Most;
        var ended = 0.0;
        for (var index = 0; index < Runs.Count; index += every)
        {
            ended += Runs[index].Within(seconds);
        }

        return ended * every;
    }
}

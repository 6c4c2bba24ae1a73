namespace Cekura.Runs.Verdict;

/// <summary>Why nobody waits for a run any longer: it is settled, or the waiting ended for another reason.</summary>
public sealed record SettledState
{
    internal enum Reason
    {
        Settled,
        Cancelled,
        ContactLost,
        TimeLimit,
        Missing,
    }

    private SettledState(Reason why) => Why = why;

    /// <summary>The run is settled by the rules of <see cref="RunJudge.IsSettled"/>.</summary>
    public static SettledState Settled { get; } = new(Reason.Settled);

    /// <summary>The user cancelled the test run.</summary>
    public static SettledState Cancelled { get; } = new(Reason.Cancelled);

    /// <summary>The run is missing from its result although the result is terminal.</summary>
    public static SettledState Missing { get; } = new(Reason.Missing);

    internal Reason Why { get; }

    internal bool IsTimeLimit => Why == Reason.TimeLimit;

    internal string What { get; private init; } = "";

    internal TimeSpan After { get; private init; }

    /// <summary>Polling was given up.</summary>
    /// <param name="what">What went wrong, a few words.</param>
    public static SettledState ContactLost(string what) => new(Reason.ContactLost) { What = what };

    /// <summary>The time limit was reached first.</summary>
    /// <param name="limit">The limit.</param>
    public static SettledState TimeLimit(TimeSpan limit) => new(Reason.TimeLimit) { After = limit };
}

using Cekura.Client;

namespace Cekura.Runs.Verdict;

/// <summary>Why nobody waits for a run any longer: it is settled, or the waiting ended for another reason.</summary>
internal sealed record SettledState
{
    internal enum Reason
    {
        Settled,
        Cancelled,
        ContactLost,
        TimeLimit,
        EndedEarly,
        Missing,
    }

    private SettledState(Reason why) => Why = why;

    /// <summary>The run is settled by the rules of <see cref="RunJudge.IsSettled"/>.</summary>
    public static SettledState Settled { get; } = new(Reason.Settled);

    /// <summary>The user cancelled the test run.</summary>
    public static SettledState Cancelled { get; } = new(Reason.Cancelled);

    /// <summary>The run is missing from its result although the result is terminal.</summary>
    public static SettledState Missing { get; } = new(Reason.Missing);

    /// <summary>An earlier test run ended the run, because the outcome of its case was decided.</summary>
    internal static SettledState EndedEarly { get; } = new(Reason.EndedEarly);

    internal Reason Why { get; }

    internal bool IsTimeLimit => Why == Reason.TimeLimit;

    internal string What { get; private init; } = "";

    internal TimeSpan After { get; private init; }

    /// <summary>The run as it was seen last before the time limit; null: nobody knows.</summary>
    internal Run? Before { get; private init; }

    /// <summary>Polling was given up.</summary>
    /// <param name="what">What went wrong, a few words.</param>
    public static SettledState ContactLost(string what) => new(Reason.ContactLost) { What = what };

    /// <summary>The time limit was reached first.</summary>
    /// <param name="limit">The limit.</param>
    public static SettledState TimeLimit(TimeSpan limit) => new(Reason.TimeLimit) { After = limit };

    /// <summary>The same where it is known how the run stood before, whatever became of it when it was ended.</summary>
    internal static SettledState TimeLimit(TimeSpan limit, Run before) => new(Reason.TimeLimit) { After = limit, Before = before };
}

using Cekura.Runs.Verdict;

namespace Cekura.TestHost;

/// <summary>What kind of failure a test has, for platforms that tell them apart.</summary>
internal enum FailureKind
{
    /// <summary>It did not fail.</summary>
    None,

    /// <summary>A conversation took place and was judged, or nothing else is known for sure.</summary>
    Judged,

    /// <summary>No conversation took place, so that it says nothing about the agent.</summary>
    NotTested,

    /// <summary>A time limit of ours ended it.</summary>
    OutOfTime,
}

internal static class FailureKinds
{
    // Not over within a limit, not scored within one, in an unknown state after one.
    private static readonly string[] OutOfTime = ["V10", "V17", "V24"];

    /// <summary>The kind that every failed run of a test is of; where they are of several, it counts as judged.</summary>
    public static FailureKind Of(CaseVerdict verdict)
    {
        if (verdict.Outcome != Outcome.Failed)
        {
            return FailureKind.None;
        }

        var failed = verdict.Runs.Where(run => run.Outcome == Outcome.Failed).ToList();
        return failed.TrueForAll(run => run.IsInfrastructure || run.Run is null) ? FailureKind.NotTested
            : failed.TrueForAll(run => OutOfTime.Contains(run.Rule, StringComparer.Ordinal)) ? FailureKind.OutOfTime
            : FailureKind.Judged;
    }
}

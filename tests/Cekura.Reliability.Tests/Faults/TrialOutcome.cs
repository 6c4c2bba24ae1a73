namespace Cekura.Reliability.Tests.Faults;

/// <summary>What a trial found.</summary>
/// <param name="Started">Results that the service has of it.</param>
/// <param name="Doubled">Those that were started although an earlier one was not reported yet.</param>
/// <param name="Lost">Cases of a session that came to its end without the verdict that the service has for them, or with a second
/// one.</param>
/// <param name="Unknown">Cases whose start got no usable answer in a mode that takes no name; they say so.</param>
/// <param name="Running">Results of it with conversations that nobody ended, other than those of <paramref name="Unknown"/> cases.</param>
/// <param name="EffectiveEnds">The most ends of one result, or of one run, that took effect.</param>
/// <param name="ForeignEnds">Ends of what somebody else started.</param>
/// <param name="FalseGreens">Passed cases that did not pass in the service.</param>
/// <param name="Late">Sessions that went on beyond their time limit, or waited for the service longer than five minutes.</param>
/// <param name="IsReached">Whether all that was to go wrong went wrong.</param>
internal sealed record TrialOutcome(
    int Started,
    int Doubled,
    int Lost,
    int Unknown,
    int Running,
    int EffectiveEnds,
    int ForeignEnds,
    int FalseGreens,
    int Late,
    bool IsReached
)
{
    public bool IsSafe => this is { Doubled: 0, Lost: 0, Running: 0, EffectiveEnds: <= 1, ForeignEnds: 0, FalseGreens: 0, Late: 0 };
}

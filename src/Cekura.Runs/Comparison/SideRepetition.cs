using Cekura.Client;

namespace Cekura.Runs.Comparison;

/// <summary>A repetition of a test on one side.</summary>
/// <param name="State">What it says about the agent.</param>
/// <param name="RunId">Id of its run; null where none is known.</param>
/// <param name="Why">Why it did not pass, one line; null where nothing is known.</param>
internal sealed record SideRepetition(RepetitionState State, long? RunId, string? Why)
{
    /// <summary>The run with its conversation, where this process has it.</summary>
    public Run? Run { get; init; }

    /// <summary>Whether it can be held against one of the other side.</summary>
    public bool Counts => State is RepetitionState.Passed or RepetitionState.Failed;
}

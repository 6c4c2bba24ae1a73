namespace Cekura.Runs.Comparison;

/// <summary>A repetition of one side with that of the other.</summary>
/// <param name="A">That of side A.</param>
/// <param name="B">That of side B.</param>
/// <param name="Number">Which repetition it is, from 1.</param>
internal sealed record ComparedPair(SideRepetition A, SideRepetition B, int Number)
{
    /// <summary>Whether both say something about their agent.</summary>
    public bool Counts => A.Counts && B.Counts;

    /// <summary>Whether A passed and B did not.</summary>
    public bool IsWorse => A.State == RepetitionState.Passed && B.State == RepetitionState.Failed;

    /// <summary>Whether B passed and A did not.</summary>
    public bool IsBetter => A.State == RepetitionState.Failed && B.State == RepetitionState.Passed;
}

namespace Cekura.Runs.Causes;

/// <summary>A cause with the tests that it broke.</summary>
/// <param name="Cause">The cause, as the first of its tests tells it.</param>
/// <param name="Cases">The tests, in the order of the plan.</param>
internal sealed record CauseGroup(Cause Cause, IReadOnlyList<CauseCase> Cases)
{
    /// <summary>How many repetitions it broke.</summary>
    public int Count => Cases.Sum(one => one.Repetitions.Count);
}

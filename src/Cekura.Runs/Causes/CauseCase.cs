using Cekura.Manifests.Cases;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Causes;

/// <summary>A test that a cause broke.</summary>
/// <param name="Case">The test.</param>
/// <param name="Standing">How it stands to what is remembered and to the baseline.</param>
/// <param name="Repetitions">Numbers of the repetitions, from 1, that the cause broke, ascending.</param>
/// <param name="Turn">The turn that decided, in the first of them; null where none is known.</param>
internal sealed record CauseCase(ScenarioCase Case, TestStanding Standing, IReadOnlyList<int> Repetitions, DecisiveTurn? Turn)
{
    /// <summary>The outcome of the test: what was skipped breaks nothing.</summary>
    public Outcome Outcome { get; init; } = Outcome.Failed;
}

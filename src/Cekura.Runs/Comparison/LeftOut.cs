using Cekura.Manifests.Text;

namespace Cekura.Runs.Comparison;

/// <summary>What of tests that both sides have is in no pair of verdicts.</summary>
/// <param name="DidNotTakePlaceInA">Repetitions of A that never took place or show nothing about the agent.</param>
/// <param name="DidNotTakePlaceInB">The same of B.</param>
/// <param name="NotScoredInA">Repetitions of A that nothing judged.</param>
/// <param name="NotScoredInB">The same of B.</param>
/// <param name="WithoutCounterpart">Repetitions that the other side has no counterpart of, because it has fewer.</param>
/// <param name="Tests">Tests that have no pair at all.</param>
internal sealed record LeftOut(
    int DidNotTakePlaceInA,
    int DidNotTakePlaceInB,
    int NotScoredInA,
    int NotScoredInB,
    int WithoutCounterpart,
    int Tests
)
{
    /// <summary>What is left out, one line each; empty: nothing.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            if (DidNotTakePlaceInA + DidNotTakePlaceInB > 0)
            {
                yield return $"{Counted.Of(DidNotTakePlaceInA, "repetition")} of A and {DidNotTakePlaceInB} of B did not take place, and are in no pair.";
            }

            if (NotScoredInA + NotScoredInB > 0)
            {
                yield return $"{Counted.Of(NotScoredInA, "repetition")} of A and {NotScoredInB} of B were not judged, and are in no pair of verdicts.";
            }

            if (WithoutCounterpart > 0)
            {
                yield return $"{Counted.Of(WithoutCounterpart, "repetition has", "repetitions have")} no counterpart, because the other side has fewer.";
            }

            if (Tests > 0)
            {
                yield return $"{Counted.Of(Tests, "test has", "tests have")} no pair at all.";
            }
        }
    }

    /// <summary>Counts what tests leave out.</summary>
    public static LeftOut Of(IReadOnlyList<TestComparison> tests)
    {
        ArgumentNullException.ThrowIfNull(tests);
        return new LeftOut(
            CountOf(RepetitionState.DidNotTakePlace, test => test.A),
            CountOf(RepetitionState.DidNotTakePlace, test => test.B),
            CountOf(RepetitionState.NotScored, test => test.A),
            CountOf(RepetitionState.NotScored, test => test.B),
            tests.Sum(test => Math.Abs(test.A.Repetitions.Count - test.B.Repetitions.Count)),
            tests.Count(test => !test.Pairs.Any(pair => pair.Counts))
        );

        int CountOf(RepetitionState state, Func<TestComparison, SideTest> side) =>
            tests.Sum(test => side(test).Repetitions.Count(repetition => repetition.State == state));
    }
}

using Cekura.Runs.Verdict;

namespace Cekura.Runs.Comparison;

/// <summary>The verdicts of all pairs.</summary>
/// <param name="BothPassed">Pairs in which both sides passed.</param>
/// <param name="OnlyA">Pairs in which only A passed.</param>
/// <param name="OnlyB">Pairs in which only B passed.</param>
/// <param name="NonePassed">Pairs in which both failed.</param>
internal sealed record VerdictComparison(int BothPassed, int OnlyA, int OnlyB, int NonePassed)
{
    /// <summary>How many pairs there are.</summary>
    public int Pairs => BothPassed + OnlyA + OnlyB + NonePassed;

    /// <summary>The pass rate of A.</summary>
    public PassRate RateOfA => new(BothPassed + OnlyA, Pairs);

    /// <summary>The pass rate of B.</summary>
    public PassRate RateOfB => new(BothPassed + OnlyB, Pairs);

    /// <summary>By how much B passes more often, from -1 to 1.</summary>
    public double Difference => RateOfB.Share - RateOfA.Share;

    /// <summary>How probable so large a difference is if there is none.</summary>
    public double Probability { get; } = McNemarTest.Probability(OnlyA, OnlyB);

    /// <summary>The same, corrected for all comparisons of the report.</summary>
    public double Corrected { get; init; } = 1;

    /// <summary>The smallest difference of pass rates that so many pairs show in four of five comparisons; null: they show none.</summary>
    public double? SmallestDifference { get; } =
        BothPassed + OnlyA + OnlyB + NonePassed is var pairs and > 0
            ? new McNemarPower(pairs).SmallestDifference((double)(OnlyA + OnlyB) / pairs)
            : null;

    /// <summary>What it shows.</summary>
    public ComparisonFinding Finding =>
        Pairs < McNemarTest.MinPairs ? ComparisonFinding.TooFew
        : Corrected >= McNemarTest.Level ? ComparisonFinding.NotShown
        : Difference < 0 ? ComparisonFinding.Regression
        : ComparisonFinding.Improvement;

    /// <summary>Counts the pairs of tests.</summary>
    public static VerdictComparison Of(IEnumerable<TestComparison> tests)
    {
        ArgumentNullException.ThrowIfNull(tests);
        var (both, onlyA, onlyB, none) = (0, 0, 0, 0);
        foreach (var pair in tests.SelectMany(test => test.Pairs).Where(pair => pair.Counts))
        {
            onlyA += pair.IsWorse ? 1 : 0;
            onlyB += pair.IsBetter ? 1 : 0;
            both += pair is { A.State: RepetitionState.Passed, B.State: RepetitionState.Passed } ? 1 : 0;
            none += pair is { A.State: RepetitionState.Failed, B.State: RepetitionState.Failed } ? 1 : 0;
        }

        return new VerdictComparison(both, onlyA, onlyB, none);
    }
}

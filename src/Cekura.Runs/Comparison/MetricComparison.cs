namespace Cekura.Runs.Comparison;

/// <summary>A metric that both sides have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsShare">Whether it passes or fails, so that its values are shares from 0 to 1; else they are in its own unit.</param>
/// <param name="Units">How many tests are held against each other; where a single test has it, how many of its repetitions.</param>
/// <param name="MeanOfA">The mean of A over these.</param>
/// <param name="MeanOfB">The mean of B over these.</param>
/// <param name="Bootstrap">By how much B is higher.</param>
internal sealed record MetricComparison(string Name, bool IsShare, int Units, double MeanOfA, double MeanOfB, PairedBootstrap Bootstrap)
{
    /// <summary>Whether higher values are better; null: nothing says so.</summary>
    public bool? HigherIsBetter { get; init; }

    /// <summary>How probable so large a difference is if there is none, corrected for all comparisons of the report.</summary>
    public double Corrected { get; init; } = 1;

    /// <summary>
    /// The smallest difference that so many show in four of five comparisons; null: they are too few, or none differs, so that nothing says
    /// how much the values scatter.
    /// </summary>
    public double? SmallestDifference => Units < McNemarTest.MinPairs || Bootstrap.Error <= 0 ? null : Bootstrap.SmallestDifference;

    /// <summary>What it shows.</summary>
    public ComparisonFinding Finding =>
        Units < McNemarTest.MinPairs ? ComparisonFinding.TooFew
        : Corrected >= McNemarTest.Level ? ComparisonFinding.NotShown
        : HigherIsBetter is not { } higher ? ComparisonFinding.Difference
        : Bootstrap.Mean > 0 == higher ? ComparisonFinding.Improvement
        : ComparisonFinding.Regression;
}

namespace Cekura.Runs.Comparison;

/// <summary>What a comparison shows of verdicts or of a metric.</summary>
internal enum ComparisonFinding
{
    /// <summary>Side B is worse, and chance does not explain it.</summary>
    Regression,

    /// <summary>Side B is better, and chance does not explain it.</summary>
    Improvement,

    /// <summary>The sides differ, and nothing says which direction is better.</summary>
    Difference,

    /// <summary>Chance explains what is seen. The sides need not be equal.</summary>
    NotShown,

    /// <summary>There are so few pairs that no difference could be shown.</summary>
    TooFew,
}

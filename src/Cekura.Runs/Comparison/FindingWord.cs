namespace Cekura.Runs.Comparison;

/// <summary>The words for findings, the same everywhere.</summary>
internal static class FindingWord
{
    /// <summary>The words for people.</summary>
    public static string Of(ComparisonFinding finding) =>
        finding switch
        {
            ComparisonFinding.Regression => "regression",
            ComparisonFinding.Improvement => "improvement",
            ComparisonFinding.Difference => "difference",
            ComparisonFinding.TooFew => "too few pairs",
            _ => "no difference shown",
        };
}

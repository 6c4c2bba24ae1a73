using Cekura.Runs.Conversations;

namespace Cekura.Runs.Comparison;

/// <summary>What a comparison is told.</summary>
internal sealed record ComparisonRules
{
    /// <summary>Where the random numbers begin: the same numbers give the same report.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Names of metrics of which lower values are better.</summary>
    public IReadOnlyList<string> LowerIsBetterFor { get; init; } = [];

    /// <summary>Names of metrics of which higher values are better.</summary>
    public IReadOnlyList<string> HigherIsBetterFor { get; init; } = [];

    /// <summary>
    /// Whether higher values of a metric are better; null: nothing says so. What passes or fails is better when it passes.
    /// </summary>
    public bool? HigherIsBetter(string metric, bool isShare) =>
        LowerIsBetterFor.Any(name => MetricRules.SameName(name, metric)) ? false
        : isShare || HigherIsBetterFor.Any(name => MetricRules.SameName(name, metric)) ? true
        : null;
}

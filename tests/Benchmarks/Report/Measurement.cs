using System.Text.Json.Serialization;

namespace Cekura.Benchmarks.Report;

/// <summary>One side of a comparison, measured several times.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">The unit of the values, for example <c>s</c>.</param>
/// <param name="Values">A value a round.</param>
internal sealed record Measurement(string Name, string Unit, IReadOnlyList<double> Values)
{
    [JsonIgnore]
    public double Median => MedianOf(Values);

    [JsonIgnore]
    public double Least => Values.Min();

    [JsonIgnore]
    public double Most => Values.Max();

    /// <summary>The median of the rounds' ratios: whatever slowed a round down met both sides of it.</summary>
    public double Over(Measurement other) => MedianOf([.. Values.Zip(other.Values, (mine, others) => mine / others)]);

    private static double MedianOf(IReadOnlyList<double> values)
    {
        var ordered = values.Order().ToList();
        return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }
}

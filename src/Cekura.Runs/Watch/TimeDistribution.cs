using System.Runtime.InteropServices;

namespace Cekura.Runs.Watch;

/// <summary>How long something lasts: a log-logistic distribution, which has the long tail of calls and needs no tables.</summary>
/// <param name="Median">Half last longer.</param>
/// <param name="Spread">Standard deviation of the logarithm, above 0: at 0.7, two of three lie within a factor of 2.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TimeDistribution(TimeSpan Median, double Spread)
{
    private static readonly double ShapeOfSpread = Math.PI / Math.Sqrt(3);

    private double Shape => ShapeOfSpread / Spread;

    /// <summary>The probability of lasting longer than <paramref name="seconds"/>.</summary>
    public double Survival(double seconds) => seconds <= 0 ? 1 : 1 / (1 + Math.Pow(seconds / Median.TotalSeconds, Shape));

    /// <summary>The probability that it ends within <paramref name="seconds"/>, having lasted <paramref name="age"/> already.</summary>
    public double EndsWithin(double seconds, double age) => seconds <= 0 ? 0 : 1 - (Survival(age + seconds) / Survival(age));

    /// <summary>The time that a share of all stays below.</summary>
    public double Quantile(double share) => Median.TotalSeconds * Math.Pow(share / (1 - share), 1 / Shape);

    /// <summary>The time that half of those that have lasted <paramref name="age"/> already go on for.</summary>
    public double MedianLeft(double age) => Quantile(1 - (Survival(age) / 2)) - Math.Max(age, 0);
}

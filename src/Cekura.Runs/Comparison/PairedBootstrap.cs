namespace Cekura.Runs.Comparison;

/// <summary>
/// The mean difference of pairs, and between which numbers it would lie if the tests were drawn again: the pairs are drawn with
/// replacement, very often, and the middle 95 % of the means count (percentile interval).
/// </summary>
/// <param name="Mean">The mean difference.</param>
/// <param name="Low">The lower end of its 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Error">Its standard error: how far the drawn means lie apart.</param>
/// <param name="Probability">How probable so large a difference in either direction is if there is none.</param>
internal sealed record PairedBootstrap(double Mean, double Low, double High, double Error, double Probability)
{
    /// <summary>How often pairs are drawn, where they are not very many.</summary>
    public const int Draws = 10_000;

    private const int MinDraws = 2_000;
    private const int MaxSteps = 20_000_000;

    // 97.5 % and 80 % of the normal distribution lie below these.
    private const double Shown = 1.959963984540054;
    private const double FourOfFive = 0.8416212335729143;

    /// <summary>The smallest difference that such pairs show in four of five comparisons.</summary>
    public double SmallestDifference => (Shown + FourOfFive) * Error;

    /// <summary>Draws the pairs. The same differences and the same seed give the same numbers, on every machine.</summary>
    /// <param name="differences">The differences of the pairs, at least one.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    public static PairedBootstrap Of(IReadOnlyList<double> differences, int seed)
    {
        ArgumentNullException.ThrowIfNull(differences);
        double[] pairs = [.. differences];
        ArgumentOutOfRangeException.ThrowIfZero(pairs.Length, nameof(differences));
        var means = new double[Math.Clamp(MaxSteps / pairs.Length, MinDraws, Draws)];
        var random = new Random(seed);
        for (var draw = 0; draw < means.Length; draw++)
        {
            var sum = 0.0;
            for (var index = 0; index < pairs.Length; index++)
            {
                sum += pairs[random.Next(pairs.Length)];
            }

            means[draw] = sum / pairs.Length;
        }

        Array.Sort(means);
        return new PairedBootstrap(
            pairs.Average(),
            Quantile(means, 0.025),
            Quantile(means, 0.975),
            Deviation(means),
            Math.Max(Chance(means), SmallestChance(pairs))
        );
    }

    private static double Chance(double[] means)
    {
        var (least, most) = (0, 0);
        foreach (var mean in means)
        {
            least += mean <= 0 ? 1 : 0;
            most += mean >= 0 ? 1 : 0;
        }

        return Math.Min(1, 2.0 * (Math.Min(least, most) + 1) / (means.Length + 1));
    }

    // Few pairs that happen to lie on one side of zero have means on that side only, however they are drawn. That all do is no less
    // probable than that as many coins fall alike.
    private static double SmallestChance(double[] pairs)
    {
        var differing = 0;
        foreach (var pair in pairs)
        {
            differing += pair == 0 ? 0 : 1;
        }

        return Math.Min(1, 2 * Math.Pow(0.5, differing));
    }

    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 < sorted.Length ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / values.Length);
    }
}

using Cekura.Runs.History;

namespace Cekura.Runs.Comparison;

/// <summary>
/// How often McNemar's exact test shows a difference of pass rates that is there: over every number of pairs that may differ, and every way
/// in which these may fall. Not thread-safe.
/// </summary>
/// <param name="pairs">How many pairs there are.</param>
internal sealed class McNemarPower(int pairs)
{
    /// <summary>How often a difference has to be shown to count as one that would be.</summary>
    public const double Wanted = 0.8;

    // Beyond so many standard deviations nothing is left that would change a digit.
    private const double Deviations = 9;
    private const int Halvings = 40;
    private const int NotYet = -2;

    private readonly double[] _factorials = FisherTest.LogFactorials(pairs);
    private readonly int[] _limits = [.. Enumerable.Repeat(NotYet, pairs + 1)];

    /// <summary>
    /// The smallest difference of pass rates that so many pairs show in four of five comparisons, from 0 to 1; null when they are too few
    /// for any.
    /// </summary>
    /// <param name="discordant">The share of pairs that differ, as it was seen; a difference needs at least as many as it is large.</param>
    public double? SmallestDifference(double discordant)
    {
        if (Of(1, 1) < Wanted)
        {
            return null;
        }

        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < Halvings; step++)
        {
            var middle = (low + high) / 2;
            if (Of(Math.Max(discordant, middle), middle) < Wanted)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    /// <summary>How probable it is that the test shows a difference in its direction, at 5 %.</summary>
    /// <param name="discordant">The share of pairs that differ, from 0 to 1.</param>
    /// <param name="difference">The difference of the pass rates, at most <paramref name="discordant"/>.</param>
    public double Of(double discordant, double difference)
    {
        if (discordant <= 0)
        {
            return 0;
        }

        var minority = Math.Max(0, (discordant - difference) / (2 * discordant));
        var (from, to) = Range(pairs, discordant);
        var power = 0.0;
        for (var differing = from; differing <= to; differing++)
        {
            power += Binomial(pairs, differing, discordant) * UpTo(Limit(differing), differing, minority);
        }

        return Math.Min(1, power);
    }

    /// <summary>How many of so many differing pairs may speak for the weaker side so that chance explains it no more; -1: none.</summary>
    private int Limit(int differing)
    {
        if (_limits[differing] == NotYet)
        {
            var limit = -1;
            var (from, _) = Range(differing, 0.5);
            var sum = UpTo(from - 1, differing, 0.5);
            for (var count = from; count <= differing / 2; count++)
            {
                sum += Binomial(differing, count, 0.5);
                if (2 * sum >= McNemarTest.Level)
                {
                    break;
                }

                limit = count;
            }

            _limits[differing] = limit;
        }

        return _limits[differing];
    }

    private double UpTo(int limit, int of, double share)
    {
        var sum = 0.0;
        for (var count = Math.Max(0, Math.Min(limit, Range(of, share).From)); count <= limit; count++)
        {
            sum += Binomial(of, count, share);
        }

        return sum;
    }

    private double Binomial(int of, int count, double share) =>
        share <= 0 ? (count == 0 ? 1 : 0)
        : share >= 1 ? (count == of ? 1 : 0)
        : Math.Exp(
            _factorials[of]
                - _factorials[count]
                - _factorials[of - count]
                + (count * Math.Log(share))
                + ((of - count) * Math.Log(1 - share))
        );

    private static (int From, int To) Range(int of, double share)
    {
        var width = (Deviations * Math.Sqrt(of * share * (1 - share))) + Deviations;
        return ((int)Math.Max(0, Math.Floor((of * share) - width)), (int)Math.Min(of, Math.Ceiling((of * share) + width)));
    }
}

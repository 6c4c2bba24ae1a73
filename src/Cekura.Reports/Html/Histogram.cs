namespace Cekura.Reports.Html;

/// <summary>Counts values in ranges of equal, round width.</summary>
/// <param name="From">Where the first range begins.</param>
/// <param name="Width">Width of a range; 0 when all values are the same.</param>
/// <param name="Counts">How many values lie in each range.</param>
internal sealed record Histogram(double From, double Width, IReadOnlyList<int> Counts)
{
    private const int Most = 20;

    /// <summary>Where the last range ends.</summary>
    public double To => From + (Width * Counts.Count);

    /// <summary>A histogram of no values, with ranges for <paramref name="sorted"/>.</summary>
    /// <param name="sorted">The values, ascending, at least one, all finite.</param>
    public static Histogram For(IReadOnlyList<double> sorted)
    {
        var span = sorted[^1] - sorted[0];
        if (span <= 0 || !double.IsFinite(span))
        {
            return new(sorted[0], 0, [0]);
        }

        var width = RoundStep(span / Math.Min(Most, Math.Ceiling(Math.Sqrt(sorted.Count)) + 1));
        var from = Math.Floor(sorted[0] / width) * width;
        var ranges = (int)Math.Floor((sorted[^1] - from) / width) + 1;
        return new(from, width, new int[Math.Clamp(ranges, 1, 2 * Most)]);
    }

    /// <summary>The same ranges with these values counted.</summary>
    public Histogram With(IEnumerable<double> values)
    {
        var counts = Counts.ToArray();
        foreach (var value in values)
        {
            counts[Width > 0 ? Math.Clamp((int)((value - From) / Width), 0, counts.Length - 1) : 0]++;
        }

        return this with
        {
            Counts = counts,
        };
    }

    /// <summary>The smallest of 1, 2, 5, 10, 20, … that is not below <paramref name="least"/>.</summary>
    public static double RoundStep(double least)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return (least / power) switch
            {
                <= 1 => 1,
                <= 2 => 2,
                <= 5 => 5,
                _ => 10,
            } * power;
    }
}

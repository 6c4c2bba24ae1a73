namespace Cekura.Runs.Report.Html;

/// <summary>Counts values in ranges of equal width.</summary>
internal static class Histogram
{
    private const int Most = 20;

    /// <summary>The counts, from the lowest range to the highest; one range when all values are the same.</summary>
    /// <param name="sorted">The values, ascending, at least one.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<double> sorted)
    {
        var (lowest, width) = (sorted[0], sorted[^1] - sorted[0]);
        var counts = new int[width > 0 && double.IsFinite(width) ? Math.Min(Most, (int)Math.Ceiling(Math.Sqrt(sorted.Count)) + 1) : 1];
        foreach (var value in sorted)
        {
            counts[counts.Length == 1 ? 0 : Math.Min(counts.Length - 1, (int)((value - lowest) / width * counts.Length))]++;
        }

        return counts;
    }
}

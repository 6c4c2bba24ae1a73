namespace Cekura.Runs.Comparison;

/// <summary>
/// Holm's correction: of many comparisons, one in twenty would show a difference by chance. What is left after it is wrong in at most
/// 5 % of all reports, however many comparisons each makes.
/// </summary>
internal static class HolmCorrection
{
    /// <summary>The corrected probabilities, in the order of the given ones.</summary>
    public static IReadOnlyList<double> Of(IReadOnlyList<double> probabilities)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        var corrected = new double[probabilities.Count];
        var largest = 0.0;
        var left = probabilities.Count;
        foreach (var (index, probability) in probabilities.Index().OrderBy(entry => entry.Item))
        {
            largest = Math.Max(largest, Math.Min(1, probability * left));
            corrected[index] = largest;
            left--;
        }

        return corrected;
    }
}

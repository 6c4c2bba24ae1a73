using Cekura.Runs.History;

namespace Cekura.Runs.Comparison;

/// <summary>
/// McNemar's exact test, two-sided, of pairs in which one side passed and the other did not: if both sides were alike, a coin would decide
/// which one it is. Pairs in which both passed, or both failed, say nothing about a difference.
/// </summary>
internal static class McNemarTest
{
    /// <summary>What is less probable is called shown.</summary>
    public const double Level = 0.05;

    /// <summary>How few pairs can show anything at 5 %: of five that all differ in one direction, chance still explains 6 in 100.</summary>
    public const int MinPairs = 6;

    /// <summary>How probable so large a difference in either direction is if there is none, from 0 to 1.</summary>
    /// <param name="onlyOne">Pairs in which only one side passed.</param>
    /// <param name="onlyOther">Pairs in which only the other did.</param>
    public static double Probability(int onlyOne, int onlyOther)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(onlyOne);
        ArgumentOutOfRangeException.ThrowIfNegative(onlyOther);
        var total = onlyOne + onlyOther;
        var factorials = FisherTest.LogFactorials(total);
        var sum = 0.0;
        for (var count = 0; count <= Math.Min(onlyOne, onlyOther); count++)
        {
            sum += Math.Exp(factorials[total] - factorials[count] - factorials[total - count] - (total * Math.Log(2)));
        }

        return Math.Min(1, 2 * sum);
    }
}

using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// Fisher's exact test, one-sided, for two pass rates: exact for the few repetitions that conversations have, where tests that assume a
/// normal distribution are not. Of few repetitions it calls little significant: 3 of 5 to 0 of 5 may be chance (p = 0.083), 4 of 5 to 0 of
/// 5 is not (p = 0.024).
/// </summary>
internal static class FisherTest
{
    /// <summary>What is less probable is called significant.</summary>
    public const double Level = 0.05;

    /// <summary>Whether the rate now is lower than chance explains, at 5 %.</summary>
    public static bool Dropped(PassRate before, PassRate now) => Probability(before, now) < Level;

    /// <summary>How probable so few or fewer passes now are if nothing had changed, from 0 to 1.</summary>
    public static double Probability(PassRate before, PassRate now)
    {
        // Of all repetitions, those of both times together, the passed ones fall on this time by chance: a hypergeometric distribution.
        var passed = before.Passed + now.Passed;
        var total = before.Total + now.Total;
        var least = Math.Max(0, passed - before.Total);
        var factorials = LogFactorials(total);
        var all = LogChoose(total, now.Total);
        var sum = 0.0;
        for (var count = least; count <= now.Passed; count++)
        {
            sum += Math.Exp(LogChoose(passed, count) + LogChoose(total - passed, now.Total - count) - all);
        }

        return Math.Min(1, sum);

        double LogChoose(int from, int take) => factorials[from] - factorials[take] - factorials[from - take];
    }

    /// <summary>The natural logarithms of the factorials from 0 to <paramref name="most"/>.</summary>
    internal static double[] LogFactorials(int most)
    {
        var logs = new double[most + 1];
        for (var number = 2; number <= most; number++)
        {
            logs[number] = logs[number - 1] + Math.Log(number);
        }

        return logs;
    }
}

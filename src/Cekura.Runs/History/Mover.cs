using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>A test whose pass rate in the last run is another than before.</summary>
/// <param name="Past">The test.</param>
/// <param name="Before">How many repetitions of all earlier runs passed.</param>
/// <param name="Now">How many of the last run did.</param>
/// <param name="Probability">How probable so large a difference in this direction is if nothing changed (Fisher's exact test, one-sided).</param>
internal sealed record Mover(TestPast Past, PassRate Before, PassRate Now, double Probability)
{
    /// <summary>By how much the rate rose, from -1 to 1.</summary>
    public double Change => Now.Share - Before.Share;

    /// <summary>The tests that moved, what chance explains least first.</summary>
    /// <param name="tests">The tests, each with the run that is spoken of as its last outcome.</param>
    public static IReadOnlyList<Mover> Of(IEnumerable<TestPast> tests)
    {
        ArgumentNullException.ThrowIfNull(tests);
        return
        [
            .. tests
                .Select(Of)
                .OfType<Mover>()
                .OrderBy(mover => mover.Probability)
                .ThenByDescending(mover => Math.Abs(mover.Change))
                .ThenBy(mover => mover.Past.Test, StringComparer.Ordinal),
        ];
    }

    private static Mover? Of(TestPast past)
    {
        if (past.Outcomes is not [.., { TookPlace: true } now])
        {
            return null;
        }

        var before = new PassRate(past.Rate.Passed - now.Rate.Passed, past.Rate.Total - now.Rate.Total);
        if (before.Total == 0 || now.Rate.Total == 0 || before.Share == now.Rate.Share)
        {
            return null;
        }

        var probability =
            now.Rate.Share < before.Share ? FisherTest.Probability(before, now.Rate) : FisherTest.Probability(now.Rate, before);
        return new Mover(past, before, now.Rate, probability);
    }
}

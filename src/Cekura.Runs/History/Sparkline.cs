using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// Outcomes as one character a run: <c>▁</c> where nothing passed, <c>█</c> where all did, <c>·</c> where it did not take place.
/// </summary>
internal static class Sparkline
{
    private const string Steps = "▂▃▄▅▆▇";

    /// <summary>The outcomes, oldest first.</summary>
    /// <param name="outcomes">The outcomes.</param>
    /// <param name="limit">How many of the newest are shown.</param>
    public static string Of(IReadOnlyList<PastOutcome> outcomes, int limit) =>
        new([.. outcomes.Skip(Math.Max(0, outcomes.Count - limit)).Select(outcome => outcome.TookPlace ? Step(outcome) : '·')]);

    /// <summary>Values between the lowest and the highest of them, oldest first.</summary>
    public static string Of(IReadOnlyList<MetricPoint> points, int limit)
    {
        MetricPoint[] shown = [.. points.Skip(Math.Max(0, points.Count - limit))];
        var (low, high) = (shown.Min(point => point.Mean), shown.Max(point => point.Mean));
        return new([.. shown.Select(point => high > low ? At((point.Mean - low) / (high - low), "▁▂▃▄▅▆▇█") : '▄')]);
    }

    // What neither passed nor failed as a whole never looks like it did.
    private static char Step(PastOutcome outcome) =>
        outcome.Rate.Share switch
        {
            0 => '▁',
            1 => '█',
            var share => At(share, Steps),
        };

    private static char At(double share, string steps) => steps[Math.Clamp((int)(share * steps.Length), 0, steps.Length - 1)];
}

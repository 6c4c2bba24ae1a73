using System.Runtime.InteropServices;

namespace Cekura.Runs.Watch;

/// <summary>When an open run will probably have ended: talked to its end, and scored.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct ExpectedEnd
{
    // Scoring comes after the conversation and takes its own time: some of the times that it may take stand for all.
    private static readonly double[] Shares = [0.1, 0.3, 0.5, 0.7, 0.9];

    private readonly TimeDistribution _phase;
    private readonly double _age;
    private readonly double[] _after;

    private ExpectedEnd(TimeDistribution phase, double age, double[] after) => (_phase, _age, _after) = (phase, age, after);

    /// <summary>Time until it has ended, as likely too long as too short.</summary>
    public double Left => _phase.MedianLeft(_age) + _after[_after.Length / 2];

    /// <summary>A run whose conversation goes on, or has yet to begin.</summary>
    /// <param name="conversation">How long it lasts.</param>
    /// <param name="age">Seconds since it began; 0 when it has not.</param>
    /// <param name="scoring">Seconds that scoring may take, from <see cref="ScoringTimes"/>.</param>
    public static ExpectedEnd Talking(TimeDistribution conversation, double age, double[] scoring) => new(conversation, age, scoring);

    /// <summary>A run that is being scored.</summary>
    /// <param name="scoring">How long it lasts.</param>
    /// <param name="age">Seconds since it began.</param>
    public static ExpectedEnd Scored(TimeDistribution scoring, double age) => new(scoring, age, [0]);

    public static double[] ScoringTimes(TimeDistribution scoring) => [.. Shares.Select(scoring.Quantile)];

    /// <summary>The probability that it will have ended in <paramref name="seconds"/>.</summary>
    public double Within(double seconds)
    {
        var sum = 0.0;
        foreach (var after in _after)
        {
            sum += _phase.EndsWithin(seconds - after, _age);
        }

        return sum / _after.Length;
    }
}

namespace Cekura.Runs.Watch;

/// <summary>What is known of a duration: what one assumed, and what was seen since. The logarithms are averaged, so one straggler moves little.</summary>
/// <param name="weight">How many observations the assumption is worth.</param>
internal sealed class LearnedDuration(double weight)
{
    private int _count;
    private double _sum;
    private double _squares;

    public void Add(double seconds)
    {
        var value = Math.Log(Math.Max(seconds, 0.5));
        _count++;
        _sum += value;
        _squares += value * value;
    }

    public TimeDistribution Given(TimeDistribution assumed)
    {
        if (_count == 0)
        {
            return assumed;
        }

        var expected = Math.Log(assumed.Median.TotalSeconds);
        var mean = _sum / _count;
        var known = weight + _count;
        var variance = ((weight * assumed.Spread * assumed.Spread)
            + Math.Max(0, _squares - (_count * mean * mean))
            + (weight * _count / known * (mean - expected) * (mean - expected))) / known;
        return new TimeDistribution(TimeSpan.FromSeconds(Math.Exp(((weight * expected) + _sum) / known)), Math.Max(Math.Sqrt(variance), 0.05));
    }
}

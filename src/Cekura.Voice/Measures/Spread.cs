namespace Cekura.Voice.Measures;

/// <summary>Durations, and what can be said of so many.</summary>
/// <param name="durations">The durations.</param>
internal sealed class Spread(IEnumerable<TimeSpan> durations)
{
    private readonly double[] _sorted = [.. durations.Select(duration => duration.TotalMilliseconds).Order()];

    /// <summary>How many there are.</summary>
    public int Count => _sorted.Length;

    /// <summary>Their mean in milliseconds; null where there is none.</summary>
    public double? Mean => _sorted.Length == 0 ? null : _sorted.Average();

    /// <summary>The longest in milliseconds; null where there is none.</summary>
    public double? Max => _sorted.Length == 0 ? null : _sorted[^1];

    /// <summary>
    /// A percentile in milliseconds, between the two nearest; null where too few were measured.
    /// </summary>
    /// <param name="percent">Above 0, below 100.</param>
    public double? Percentile(int percent)
    {
        var tail = Math.Min(percent, 100 - percent);
        if (_sorted.Length == 0 || _sorted.Length * tail < 100)
        {
            return null;
        }

        var place = percent / 100.0 * (_sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, _sorted.Length - 1);
        return _sorted[below] + ((place - below) * (_sorted[above] - _sorted[below]));
    }
}

using System.Globalization;

namespace Cekura.Emulator.Facts;

/// <summary>Times of the day as minutes: without "am", "pm" or an hour beyond twelve, a time may be either half of the day.</summary>
internal static class ClockTimes
{
    private const int HalfDay = 12 * 60;

    /// <summary>What a time may mean, in minutes after midnight; none when there is no such time.</summary>
    /// <param name="hour">As it was said.</param>
    /// <param name="minute">As it was said.</param>
    /// <param name="half">Begins with "a" or "p"; else empty.</param>
    public static IReadOnlyList<string> Readings(int hour, int minute, string half)
    {
        if (hour > 24 || minute > 59)
        {
            return [];
        }

        var at = ((hour % 12) * 60) + minute;
        return half.StartsWith("p", StringComparison.OrdinalIgnoreCase) ? [Text(at + HalfDay)]
            : half.StartsWith("a", StringComparison.OrdinalIgnoreCase) ? [Text(at)]
            : hour is 0 or 24 ? [Text(minute)]
            : hour > 12 ? [Text((hour * 60) + minute)]
            : [Text(at), Text(at + HalfDay)];
    }

    private static string Text(int minutes) => minutes.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace AppointmentAgent.Understanding;

/// <summary>Dates in words, as they stand in messages.</summary>
internal static class Dates
{
    /// <summary>Null when there is no such day, as in 31 February.</summary>
    public static DateOnly? Create(int year, string month, string day) =>
        DateOnly.TryParseExact(
            string.Create(CultureInfo.InvariantCulture, $"{day} {month[..3]} {year}"),
            "d MMM yyyy",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var date
        )
            ? date
            : null;
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace AppointmentAgent.Understanding;

/// <summary>Finds a date of birth, which is a date with its year: "12 April 1990", "april 12th, 1990", "1990-04-12".</summary>
internal static partial class BirthReader
{
    /// <param name="text">The message in lower case.</param>
    /// <param name="rest">The message without it, so that a birthday is not taken for the day of an appointment.</param>
    public static DateOnly? Read(string text, out string rest)
    {
        var match = Birth().Match(text);
        rest = match.Success ? text.Remove(match.Index, match.Length) : text;
        if (!match.Success)
        {
            return null;
        }

        return match.Groups["iso"].Success
            ? DateOnly.TryParseExact(match.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                ? date
                : null
            : Dates.Create(
                int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture),
                match.Groups["month"].Value,
                match.Groups["day"].Value
            );
    }

    [GeneratedRegex(
        @"\b(?<iso>\d{4}-\d{2}-\d{2})\b"
            + "|("
            + Patterns.DayOfMonth
            + "( of)? "
            + Patterns.Month
            + "|"
            + Patterns.Month
            + " "
            + Patterns.DayOfMonth
            + @"),? (?<year>(19|20)\d{2})\b",
        Patterns.Options,
        Patterns.Timeout
    )]
    private static partial Regex Birth();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace AppointmentAgent.Understanding;

/// <summary>Finds the day of an appointment: "tomorrow", "Thursday", "thu", "5 March", "March 5th".</summary>
internal sealed partial class DayReader(DateOnly today)
{
    public DateOnly? Read(string text)
    {
        if (Date().Match(text) is { Success: true } date)
        {
            return Dates.Create(today.Year, date.Groups["month"].Value, date.Groups["day"].Value);
        }

        if (Weekday().Match(text) is { Success: true } weekday)
        {
            return Next(weekday.Groups["name"].Value);
        }

        return text switch
        {
            _ when text.Contains("tomorrow", StringComparison.Ordinal) => today.AddDays(1),
            _ when text.Contains("today", StringComparison.Ordinal) => today,
            _ => null,
        };
    }

    private DateOnly Next(string weekday) =>
        Enumerable
            .Range(1, 7)
            .Select(today.AddDays)
            .First(day => day.ToString("ddd", CultureInfo.InvariantCulture).Equals(weekday, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(
        @"\b" + Patterns.DayOfMonth + "( of)? " + Patterns.Month + "|" + Patterns.Month + " " + Patterns.DayOfMonth,
        Patterns.Options,
        Patterns.Timeout
    )]
    private static partial Regex Date();

    [GeneratedRegex(@"\b(?<name>mon|tue|wed|thu|fri|sat|sun)(day|sday|nesday|rsday|urday|s|rs|r)?\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex Weekday();
}

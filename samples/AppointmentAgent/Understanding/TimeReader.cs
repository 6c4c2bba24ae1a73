using System.Globalization;
using System.Text.RegularExpressions;

namespace AppointmentAgent.Understanding;

/// <summary>
/// Finds a time of day: "10:30 AM", "10:30am", "1030am", "2 pm", "half past ten", "at 3", "14:30"; a bare number is one too.
/// </summary>
internal sealed partial class TimeReader(Faults faults)
{
    private const int FirstHour = 8;

    public TimeOnly? Read(string text)
    {
        var digits = SpokenTime.ToDigits(text);
        var pattern = faults.LosesMinutes ? HalfDayWithoutMinutes() : HalfDay();
        Match[] candidates = [pattern.Match(digits), FullDay().Match(digits), Bare().Match(digits)];
        return candidates.FirstOrDefault(match => match.Success) is { } match ? ToTime(match.Groups) : null;
    }

    private static TimeOnly? ToTime(GroupCollection groups)
    {
        var hour = Number(groups["hour"]);
        var minute = Number(groups["minute"]);
        return groups["half"].Value switch
        {
            _ when hour > 23 => null,
            "a" or "p" when hour is 0 or > 12 => null,
            "a" => new TimeOnly(hour % 12, minute),
            "p" => new TimeOnly((hour % 12) + 12, minute),
            // A caller who says "at 3" does not mean the night.
            _ when hour < FirstHour => new TimeOnly(hour + 12, minute),
            _ => new TimeOnly(hour, minute),
        };
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"\b(?<hour>\d{1,2})(\s?[:.]?\s?(?<minute>[0-5]\d))?\s?(?<half>[ap])\.?\s?m\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex HalfDay();

    // The bug of AGENT_REGRESSION: minutes count only behind a colon, and digits that are left over are skipped.
    [GeneratedRegex(@"\b(?<hour>\d{1,2})(:(?<minute>[0-5]\d))?\d*\s?(?<half>[ap])\.?\s?m\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex HalfDayWithoutMinutes();

    [GeneratedRegex(@"\b(?<hour>\d{1,2})[:.](?<minute>[0-5]\d)\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex FullDay();

    [GeneratedRegex(
        @"\b(at|make it|take)( the)? (?<hour>[1-9]\d?)(?<minute>[0-5]\d)?\b(?!\s*(st|nd|rd|th))"
            + @"|\b(?<hour>\d{1,2}) o'?clock"
            + @"|^\W*(?<hour>[1-9]\d?)(?<minute>[0-5]\d)?\W*$",
        Patterns.Options,
        Patterns.Timeout
    )]
    private static partial Regex Bare();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace AppointmentAgent.Understanding;

/// <summary>Writes times in words as digits: "half past ten" becomes "10:30".</summary>
internal static partial class SpokenTime
{
    private static readonly string[] Numbers =
    [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    public static string ToDigits(string text)
    {
        text = Noon().Replace(text, "12:00 pm");
        text = Number().Replace(text, word => Array.IndexOf(Numbers, word.Value).ToString(CultureInfo.InvariantCulture));
        text = Thirty().Replace(text, "${hour}:30");
        text = Fifteen().Replace(text, "${hour}:15");
        text = HalfPast().Replace(text, "${hour}:30");
        text = QuarterPast().Replace(text, "${hour}:15");
        return QuarterTo().Replace(text, match => $"{HourBefore(match.Groups["hour"].Value)}:45");
    }

    private static int HourBefore(string hour) =>
        int.Parse(hour, CultureInfo.InvariantCulture) switch
        {
            1 => 12,
            var after => after - 1,
        };

    [GeneratedRegex(@"\b(noon|midday)\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex Noon();

    [GeneratedRegex(@"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?<hour>\d{1,2})[ -]thirty\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex Thirty();

    [GeneratedRegex(@"\b(?<hour>\d{1,2})[ -]fifteen\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex Fifteen();

    [GeneratedRegex(@"\bhalf past (?<hour>\d{1,2})\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex HalfPast();

    [GeneratedRegex(@"\bquarter past (?<hour>\d{1,2})\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex QuarterPast();

    [GeneratedRegex(@"\bquarter to (?<hour>\d{1,2})\b", Patterns.Options, Patterns.Timeout)]
    private static partial Regex QuarterTo();
}

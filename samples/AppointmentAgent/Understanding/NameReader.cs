using System.Text.RegularExpressions;

namespace AppointmentAgent.Understanding;

/// <summary>Finds a name at the start of a message: "Maria Lopez, born …", "hi, my name is maria lopez".</summary>
internal static partial class NameReader
{
    public static string? Read(string message) => Name().Match(message) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(
        @"^\s*(?>((hi|hello|yes|no|oh|sorry|sure)[,.!]?\s+)*)(?>((my name is|my name's|name is|this is|it is|it's|i am|i'm)\s+)?)"
            + @"(?<name>[\p{L}'-]+(\s(?!born\b|and\b|date\b)[\p{L}'-]+){1,2})(?=\s*([,.;\d]|$|(born|and|date)\b))",
        Patterns.Options | RegexOptions.IgnoreCase,
        Patterns.Timeout
    )]
    private static partial Regex Name();
}

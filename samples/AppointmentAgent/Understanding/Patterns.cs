using System.Text.RegularExpressions;

namespace AppointmentAgent.Understanding;

/// <summary>What all patterns of this folder have in common.</summary>
internal static class Patterns
{
    public const RegexOptions Options = RegexOptions.ExplicitCapture;

    /// <summary>In milliseconds: no message may keep the agent busy for longer.</summary>
    public const int Timeout = 1000;

    /// <summary>A month's name, in full or shortened.</summary>
    public const string Month = "(?<month>(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)";

    /// <summary>A day of the month: "5", "5th".</summary>
    public const string DayOfMonth = @"(?<day>\d{1,2})(st|nd|rd|th)?";
}

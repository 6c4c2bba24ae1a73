using System.Globalization;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Report.Html;

/// <summary>How an outcome looks: a class for its colour, and a sign and a word for those who do not see colours.</summary>
internal static class OutcomeMark
{
    public static string Class(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "passed",
        Outcome.Skipped => "skipped",
        Outcome.None => "cancelled",
        _ => "failed",
    };

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "Passed",
        Outcome.Skipped => "Skipped",
        Outcome.None => "Cancelled",
        _ => "Failed",
    };

    public static string Sign(Outcome outcome) => outcome switch
    {
        Outcome.Passed => "✓",
        Outcome.Failed => "✗",
        _ => "–",
    };

    /// <summary><c>✓</c>, or for repeated cases <c>✗ 3/5</c>.</summary>
    public static string Short(CaseEntry entry) =>
        entry.Total > 1 ? string.Create(CultureInfo.InvariantCulture, $"{Sign(entry.Outcome)} {entry.Passed}/{entry.Total}") : Sign(entry.Outcome);
}

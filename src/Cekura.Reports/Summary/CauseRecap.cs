using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Summary;

/// <summary>Why a run is red, for the end of a console: a cause once, however many tests it broke, and never more than a screenful or two.</summary>
internal static class CauseRecap
{
    /// <summary>No recap has more lines.</summary>
    public const int MaxLines = 200;

    // Three lines each for the first ones, one for the next, and a few for what is around them.
    private const int MaxFull = 25;
    private const int MaxShort = 100;
    private const int MaxNames = 6;
    private const int MaxText = 300;
    private const string Indent = "  ";

    /// <summary>The lines; none when no test failed.</summary>
    /// <param name="groups">The causes of all tests.</param>
    /// <param name="failed">How many tests failed.</param>
    /// <param name="tests">How many have a verdict.</param>
    public static IReadOnlyList<string> Lines(CauseGroups groups, int failed, int tests)
    {
        var shown = groups.All(one => one.Outcome == Outcome.Failed);
        if (shown.Count == 0)
        {
            return [];
        }

        var known = groups.All(one => one.Standing == TestStanding.Known && one.Outcome == Outcome.Skipped);
        var knownTests = known
            .SelectMany(group => group.Cases)
            .Select(one => one.Case.FullyQualifiedName)
            .Distinct(StringComparer.Ordinal)
            .Count();
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{failed} of {tests} failed, for {Counted.Of(shown.Count, "reason")}:"),
            .. shown.Take(MaxFull).SelectMany(Full),
            .. shown.Skip(MaxFull).Take(MaxShort).Select(group => Line(group, inlineNames: true)),
            .. shown.Count > MaxFull + MaxShort
                ? new[] { $"{Indent}… and {Counted.Of(shown.Count - MaxFull - MaxShort, "more reason")}" }
                : [],
            .. knownTests > 0 ? new[] { $"{Indent}{OutcomeMark.KnownFailure.Sign} {Counted.Of(knownTests, "known failure")} besides" } : [],
        ];
    }

    private static IEnumerable<string> Full(CauseGroup group)
    {
        yield return Line(group, inlineNames: false);
        yield return $"{Indent}{Indent}{Names(group)}";
        if (group.Cause.Turn is { } turn)
        {
            yield return $"{Indent}{Indent}{UntrustedText.Line(CauseText.Turn(turn), MaxText)}";
        }
    }

    private static string Line(CauseGroup group, bool inlineNames)
    {
        var standings = CauseText.Standings(group.Cases);
        var text = UntrustedText.Line(CauseText.Headline(group), MaxText);
        return $"{Indent}{CauseText.MarkOf(group.Cause.Kind).Sign} {text}{(standings.Length == 0 ? "" : $" ({standings})")}{(inlineNames ? $": {Names(group)}" : "")}";
    }

    private static string Names(CauseGroup group) => UntrustedText.Line(CauseText.Names(group.Cases, MaxNames), MaxText);
}

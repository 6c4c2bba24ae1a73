using Cekura.Runs.Verdict;

namespace Cekura.Runs.Causes;

/// <summary>Reads the causes out of verdicts.</summary>
internal static class CausesOf
{
    // A person or a decision ended these before they were judged.
    private static readonly string[] Stopped = ["V08", "V14"];

    // Contact was lost, or the run vanished.
    private static readonly string[] Lost = ["V09", "V11"];

    // The conversation took place, and a limit, a missing rule or an unreadable part left it open.
    private static readonly string[] Open = ["V10", "V17", "V18", "V21", "V23", "V24", "V25", "V27", "V29"];

    /// <summary>The causes of what did not pass, with the repetition that each broke, from 1; none for a test that passed.</summary>
    public static IEnumerable<(Cause Cause, int Repetition)> Case(CaseVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Outcome == Outcome.Passed)
        {
            return [];
        }

        var found = new List<(Cause, int)>();
        foreach (var (index, run) in verdict.Runs.Index())
        {
            if (Run(run) is { } cause)
            {
                found.Add((cause, index + 1));
            }
        }

        // Its runs passed, or there are none: the reason concerns the test as a whole.
        return found.Count > 0 ? found : [(Whole(verdict), 1)];
    }

    /// <summary>The one cause for which a run did not pass, its first reason; null for a run that passed.</summary>
    public static Cause? Run(RunVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        if (verdict.Outcome == Outcome.Passed)
        {
            return null;
        }

        var reason = First(verdict);
        return new(reason.Key, Kind(verdict, reason), Text(reason.Subject), DecisiveTurn.Of(verdict.Run, reason.Turn));
    }

    /// <summary>What a run that did not pass says about the agent.</summary>
    public static CauseKind KindOf(RunVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        return Kind(verdict, First(verdict));
    }

    private static Reason First(RunVerdict verdict) => verdict.Reasons is [var first, ..] ? first : new Reason(verdict.Headline, []);

    private static Cause Whole(CaseVerdict verdict)
    {
        var headline = verdict.Message?.Split('\n', 2)[0] ?? "";
        var kind =
            verdict.Outcome == Outcome.None ? CauseKind.Stopped
            : verdict.IsUnforeseen ? CauseKind.Infrastructure
            : verdict.Runs.Count > 0 ? CauseKind.NotJudged
            : CauseKind.NotStarted;
        return new(ReasonKey.Of(headline), kind, Text(headline), Turn: null);
    }

    private static CauseKind Kind(RunVerdict verdict, Reason reason) =>
        verdict.Outcome == Outcome.None || Stopped.Contains(verdict.Rule, StringComparer.Ordinal) ? CauseKind.Stopped
        : verdict.IsInfrastructure || Lost.Contains(verdict.Rule, StringComparer.Ordinal) ? CauseKind.Infrastructure
        : verdict.Run is null ? CauseKind.NotStarted
        : reason.IsOpen || Open.Contains(verdict.Rule, StringComparer.Ordinal) ? CauseKind.NotJudged
        : CauseKind.Agent;

    // Names follow, so it ends without a full stop.
    private static string Text(string subject) => subject.TrimEnd('.', ' ') is { Length: > 0 } text ? text : "No reason given";
}

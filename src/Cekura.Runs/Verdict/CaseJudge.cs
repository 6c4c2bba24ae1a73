using System.Globalization;
using Cekura.Manifests.Text;
using Cekura.Runs.Conversations;

namespace Cekura.Runs.Verdict;

/// <summary>Makes one verdict of the repetitions of a test case: platforms count every result of a test, so it gets exactly one.</summary>
/// <param name="rules">The settings that decide.</param>
internal sealed class CaseJudge(VerdictRules rules)
{
    /// <summary>The verdict on a case.</summary>
    /// <param name="runs">The verdicts on its runs, in any order; at least one.</param>
    /// <param name="passAtLeast">How many must pass; null for the share that the rules ask for.</param>
    /// <param name="endedEarly">Repetitions that were ended because they could not change the outcome any more.</param>
    /// <exception cref="ArgumentException">There is no run: that is a failure to start, with a verdict of its own.</exception>
    public CaseVerdict Aggregate(IReadOnlyList<RunVerdict> runs, int? passAtLeast, int endedEarly = 0)
    {
        ArgumentNullException.ThrowIfNull(runs);
        if (runs.Count == 0)
        {
            throw new ArgumentException("A case needs at least one verdict.", nameof(runs));
        }

        var ordered = runs.OrderBy(verdict => verdict.Run?.Id ?? long.MaxValue).ToList();
        var counted = Counted(ordered);
        var absent = ordered.Count(verdict => !verdict.TookPlace);
        var rate = new PassRate(counted.Count(verdict => verdict.Outcome == Outcome.Passed), ordered.Count - absent);
        var needed = Needed(counted.Count + endedEarly, passAtLeast);
        var outcome = Decide(counted, rate.Passed, needed);
        var (duration, start) = Times(ordered);
        return new()
        {
            Outcome = outcome,
            Message =
                ordered.Count + endedEarly == 1
                    ? SingleMessage(ordered[0])
                    : Message(ordered, outcome, rate.Beside(absent), needed, endedEarly),
            Runs = ordered,
            Passed = rate.Passed,
            Total = rate.Total,
            Notes = [.. CaseNotes(ordered, outcome, rate.Beside(absent), endedEarly)],
            Duration = duration,
            Start = start,
        };
    }

    /// <summary>Whether the outcome of a case stands, whatever its other repetitions bring.</summary>
    /// <param name="runs">The verdicts so far; may be none.</param>
    /// <param name="open">How many repetitions have none yet.</param>
    /// <param name="passAtLeast">How many must pass; null for the share that the rules ask for.</param>
    internal bool IsDecided(IReadOnlyList<RunVerdict> runs, int open, int? passAtLeast)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var counted = Counted(runs);
        var passed = counted.Count(verdict => verdict.Outcome == Outcome.Passed);
        var needed = Needed(counted.Count + open, passAtLeast);

        // Without a failure among them, repetitions that were skipped leave the choice between skipped and failed to the open ones.
        return passed >= needed || (passed + open < needed && counted.Exists(verdict => verdict.Outcome == Outcome.Failed));
    }

    private static (TimeSpan Duration, DateTimeOffset? Start) Times(IEnumerable<RunVerdict> runs)
    {
        var (duration, start) = (TimeSpan.Zero, (DateTimeOffset?)null);
        foreach (var run in runs.Select(verdict => verdict.Run).OfType<Client.Run>())
        {
            duration += RunTiming.Duration(run) ?? TimeSpan.Zero;
            start = RunTiming.Start(run) is { } began && !(start <= began) ? began : start;
        }

        return (duration, start);
    }

    private static List<RunVerdict> Counted(IEnumerable<RunVerdict> runs) =>
        [.. runs.Where(verdict => verdict is not { IsInfrastructure: true, Outcome: Outcome.Skipped })];

    private int Needed(int total, int? passAtLeast) => Math.Max(1, passAtLeast ?? (int)Math.Ceiling((decimal)rules.PassThreshold * total));

    private static Outcome Decide(List<RunVerdict> counted, int passed, int needed)
    {
        if (counted.Count == 0)
        {
            return Outcome.Skipped;
        }

        if (passed >= needed)
        {
            return Outcome.Passed;
        }

        // What the user cancelled could still have passed; without it the case is lost anyway.
        var cancelled = counted.Count(verdict => verdict.Outcome == Outcome.None);
        if (passed + cancelled >= needed)
        {
            return Outcome.None;
        }

        return
            counted.Exists(verdict => verdict.Outcome == Outcome.Skipped) && !counted.Exists(verdict => verdict.Outcome == Outcome.Failed)
            ? Outcome.Skipped
            : Outcome.Failed;
    }

    private static string? SingleMessage(RunVerdict verdict) =>
        verdict.Outcome == Outcome.Passed || verdict.Message.Length == 0 ? null : verdict.Message;

    private static string? Message(List<RunVerdict> runs, Outcome outcome, string rate, int needed, int endedEarly)
    {
        if (outcome == Outcome.Passed)
        {
            return null;
        }

        var lines = new List<string> { $"{rate}, at least {needed.ToString(CultureInfo.InvariantCulture)} must." };
        if (endedEarly > 0)
        {
            lines.Add(EndedEarly(endedEarly));
        }

        // Each failure gets its share: a long first one must not hide the others.
        var others = Numbered(runs).Where(pair => pair.Verdict.Outcome != Outcome.Passed).ToList();
        var share = (FailureText.Limit - lines.Sum(line => line.Length + 1)) / Math.Max(1, others.Count) - 1;
        foreach (var (verdict, number) in others)
        {
            lines.Add(FailureText.Within($"{number} {Said(verdict, verdict.Message)}", share));
        }

        return UntrustedText.Clip(string.Join('\n', lines), FailureText.Limit);
    }

    private static IEnumerable<string> CaseNotes(List<RunVerdict> runs, Outcome outcome, string rate, int endedEarly)
    {
        // A single run has said it already.
        if (runs.Count > 1)
        {
            yield return rate;
        }

        if (endedEarly > 0)
        {
            yield return EndedEarly(endedEarly);
        }

        foreach (var (verdict, number) in Numbered(runs))
        {
            var prefix = runs.Count == 1 ? "" : $"{number} ";

            // A failing case has these in its message.
            if (outcome == Outcome.Passed && verdict.Message.Length > 0)
            {
                yield return runs.Count == 1 ? verdict.Headline : prefix + Said(verdict, verdict.Headline);
            }

            foreach (var note in verdict.Notes)
            {
                yield return prefix + note;
            }
        }
    }

    private static IEnumerable<(RunVerdict Verdict, string Number)> Numbered(List<RunVerdict> runs) =>
        runs.Select((verdict, index) => (verdict, $"#{(index + 1).ToString(CultureInfo.InvariantCulture)}"));

    private static string EndedEarly(int runs) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{runs} more {(runs == 1 ? "repetition was" : "repetitions were")} ended early: the outcome was decided."
        );

    private static string Said(RunVerdict verdict, string text)
    {
        const string SaidAlready = "Failed: ";
        var word = verdict.Outcome switch
        {
            Outcome.Passed => "passed",
            Outcome.Skipped => "skipped",
            Outcome.None => "cancelled",
            _ => "failed",
        };
        return $"{word}: {(text.StartsWith(SaidAlready, StringComparison.Ordinal) ? text[SaidAlready.Length..] : text)}";
    }
}

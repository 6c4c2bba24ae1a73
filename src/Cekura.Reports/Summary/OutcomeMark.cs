using Cekura.Runs.Causes;
using Cekura.Runs.Verdict;

namespace Cekura.Reports.Summary;

/// <summary>How an outcome looks: a class for its colour, and a sign and a word for those who do not see colours.</summary>
/// <param name="Class">Name of the style.</param>
/// <param name="Word">The outcome in a word or two.</param>
/// <param name="Sign">The outcome as one character.</param>
internal sealed record OutcomeMark(string Class, string Word, string Sign)
{
    public static OutcomeMark Failed { get; } = new("failed", "Failed", "✗");

    /// <summary>The conversation took place, and nothing judged it.</summary>
    public static OutcomeMark NotScored { get; } = new("unscored", "Not scored", "?");

    /// <summary>It failed, and it says nothing about the agent.</summary>
    public static OutcomeMark Infrastructure { get; } = new("infrastructure", "Infrastructure", "!");

    public static OutcomeMark KnownFailure { get; } = new("known", "Known failure", "≈");

    /// <summary>It has begun, and has no verdict.</summary>
    public static OutcomeMark NotFinished { get; } = new("unfinished", "Not finished", "…");

    /// <summary>No conversation of it was started.</summary>
    public static OutcomeMark NotStarted { get; } = new("unstarted", "Not started", "·");

    public static OutcomeMark Skipped { get; } = new("skipped", "Skipped", "–");

    public static OutcomeMark Cancelled { get; } = new("cancelled", "Cancelled", "○");

    public static OutcomeMark Passed { get; } = new("passed", "Passed", "✓");

    /// <summary>Whether it says something about the agent: what a rate of passes is about.</summary>
    public bool IsOfAgent => this == Failed || this == KnownFailure || this == Passed;

    /// <summary>Whether there is no verdict.</summary>
    public bool IsOpen => this == NotFinished || this == NotStarted;

    /// <summary>The word after a number of tests, in lower case: "1 known failure", "3 known failures", "3 skipped".</summary>
    public string Counted(int count) =>
        ReferenceEquals(this, KnownFailure) ? Manifests.Text.Counted.Noun(count, "known failure") : Word.ToLowerInvariant();

    /// <summary>All of them, what needs attention first.</summary>
    public static IReadOnlyList<OutcomeMark> All { get; } =
    [Failed, NotScored, Infrastructure, KnownFailure, NotFinished, NotStarted, Skipped, Cancelled, Passed];

    /// <summary>Whether people have to look at a test: it failed, and nobody has accepted that.</summary>
    public static bool NeedsAttention(CaseVerdict verdict) => verdict is { Outcome: Outcome.Failed, KnownFailure: null };

    public static OutcomeMark Of(CaseVerdict verdict)
    {
        if (verdict.KnownFailure is not null)
        {
            return KnownFailure;
        }

        // The worst of the repetitions that made the outcome, in the order in which people read.
        var mark = verdict.Outcome == Outcome.Failed && verdict.Runs.Count == 0 ? NotStarted : null;
        foreach (var run in verdict.Runs)
        {
            if (run.Outcome == verdict.Outcome && Of(run) is var one && (mark is null || Order(one) < Order(mark)))
            {
                mark = one;
            }
        }

        return mark is null || (mark == NotScored && verdict.Outcome == Outcome.Passed && HasJudged(verdict))
            ? Plain(verdict.Outcome)
            : mark;
    }

    public static OutcomeMark Of(RunVerdict verdict) =>
        verdict.Outcome switch
        {
            Outcome.Passed => verdict.IsUnjudged ? NotScored : Passed,
            Outcome.Failed => OfFailed(CausesOf.KindOf(verdict)),
            Outcome.Skipped when CausesOf.KindOf(verdict) == CauseKind.NotJudged => NotScored,
            var outcome => Plain(outcome),
        };

    private static OutcomeMark OfFailed(CauseKind kind) =>
        kind switch
        {
            CauseKind.NotJudged => NotScored,
            CauseKind.Infrastructure => Infrastructure,
            CauseKind.NotStarted => NotStarted,
            CauseKind.Stopped => Cancelled,
            _ => Failed,
        };

    private static bool HasJudged(CaseVerdict verdict) => verdict.Runs.Any(run => run is { Outcome: Outcome.Passed, IsUnjudged: false });

    private static int Order(OutcomeMark mark)
    {
        for (var index = 0; index < All.Count; index++)
        {
            if (All[index] == mark)
            {
                return index;
            }
        }

        return All.Count;
    }

    private static OutcomeMark Plain(Outcome outcome) =>
        outcome switch
        {
            Outcome.Passed => Passed,
            Outcome.Skipped => Skipped,
            Outcome.None => Cancelled,
            _ => Failed,
        };
}

using Cekura.Runs.Verdict;

namespace Cekura.Reports.Summary;

/// <summary>How an outcome looks: a class for its colour, and a sign and a word for those who do not see colours.</summary>
/// <param name="Class">Name of the style.</param>
/// <param name="Word">The outcome in a word or two.</param>
/// <param name="Sign">The outcome as one character.</param>
internal sealed record OutcomeMark(string Class, string Word, string Sign)
{
    public static OutcomeMark Failed { get; } = new("failed", "Failed", "✗");

    /// <summary>It failed, and it says nothing about the agent.</summary>
    public static OutcomeMark Infrastructure { get; } = new("infrastructure", "Infrastructure", "!");

    public static OutcomeMark KnownFailure { get; } = new("known", "Known failure", "≈");

    public static OutcomeMark Skipped { get; } = new("skipped", "Skipped", "–");

    public static OutcomeMark Cancelled { get; } = new("cancelled", "Cancelled", "○");

    public static OutcomeMark Passed { get; } = new("passed", "Passed", "✓");

    /// <summary>Whether people have to look at such a test.</summary>
    public bool NeedsAttention => this == Failed || this == Infrastructure;

    /// <summary>The word after a number of tests, in lower case: "1 known failure", "3 known failures", "3 skipped".</summary>
    public string Counted(int count) =>
        ReferenceEquals(this, KnownFailure) ? Manifests.Text.Counted.Noun(count, "known failure") : Word.ToLowerInvariant();

    /// <summary>All of them, what needs attention first.</summary>
    public static IReadOnlyList<OutcomeMark> All { get; } = [Failed, Infrastructure, KnownFailure, Skipped, Cancelled, Passed];

    public static OutcomeMark Of(CaseVerdict verdict)
    {
        if (verdict.KnownFailure is not null)
        {
            return KnownFailure;
        }

        var failed = verdict.Runs.Where(run => run.Outcome == Outcome.Failed).ToList();
        return Of(verdict.Outcome, isInfrastructure: failed.Count > 0 && failed.TrueForAll(run => run.IsInfrastructure));
    }

    public static OutcomeMark Of(RunVerdict verdict) => Of(verdict.Outcome, verdict.IsInfrastructure);

    private static OutcomeMark Of(Outcome outcome, bool isInfrastructure) =>
        outcome switch
        {
            Outcome.Passed => Passed,
            Outcome.Skipped => Skipped,
            Outcome.None => Cancelled,
            _ => isInfrastructure ? Infrastructure : Failed,
        };
}

using Cekura.Runs.Verdict;

namespace Cekura.NUnit;

/// <summary>What a run, or all repetitions of a pair, are worth by the rules of <c>docs/verdicts.md</c>.</summary>
public sealed class Verdict
{
    private readonly Outcome _outcome;

    internal Verdict(Outcome outcome, string message, string rule, IReadOnlyList<string> notes) =>
        (_outcome, Message, Rule, Notes, Reasons) = (
            outcome,
            message,
            rule,
            notes,
            [.. message.Split('\n', StringSplitOptions.RemoveEmptyEntries)]
        );

    /// <summary>Whether it passed.</summary>
    public bool Passed => _outcome == Outcome.Passed;

    /// <summary>Whether the settings leave it open, for example because a person has to review it.</summary>
    public bool IsOpen => _outcome == Outcome.Skipped;

    /// <summary>What happened, and what is behind it; empty when there is nothing to explain. Harmless for consoles.</summary>
    public string Message { get; }

    /// <summary>The lines of <see cref="Message"/>: what happened first.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>The rule that decided, <c>V01</c> to <c>V30</c>; of several repetitions that of the first that did not pass.</summary>
    public string Rule { get; }

    /// <summary>Remarks that change nothing, one line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>The outcome in a word.</summary>
    public override string ToString() => IsOpen ? "Needs review" : _outcome.ToString();

    internal static Verdict Of(RunVerdict verdict) => new(verdict.Outcome, verdict.Message, verdict.Rule, verdict.Notes);

    internal static Verdict Of(CaseVerdict verdict) =>
        new(
            verdict.Outcome,
            verdict.Message ?? "",
            verdict.Runs.OrderBy(run => run.Outcome == Outcome.Passed).FirstOrDefault()?.Rule ?? "",
            verdict.Notes
        );
}

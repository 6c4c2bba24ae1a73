using Cekura.Runs.Verdict;

namespace Cekura.Runs.History;

/// <summary>
/// The outcome of a repetition as files have it. A class, because lists of an enumeration cost a test host the time to compile them.
/// </summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Word">Its word in files.</param>
internal sealed record RepetitionOutcome(Outcome Outcome, string Word)
{
    private static readonly RepetitionOutcome[] All =
    [
        new(Outcome.Passed, "passed"),
        new(Outcome.Failed, "failed"),
        new(Outcome.Skipped, "skipped"),
        new(Outcome.None, "none"),
    ];

    public static RepetitionOutcome Of(Outcome outcome) => Array.Find(All, one => one.Outcome == outcome)!;

    /// <summary>Null for a word that no version of ours wrote.</summary>
    public static RepetitionOutcome? Of(string? word) => Array.Find(All, one => string.Equals(one.Word, word, StringComparison.Ordinal));
}

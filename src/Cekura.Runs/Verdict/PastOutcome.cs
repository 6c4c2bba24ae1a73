namespace Cekura.Runs.Verdict;

/// <summary>How a test ended in one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Outcome">Its outcome there, before any baseline.</param>
/// <param name="Rate">How many of its repetitions passed.</param>
/// <param name="TookPlace">Whether the outcome says something about the agent.</param>
/// <param name="Fingerprint">Hash of what the test asked for; null or empty: not known.</param>
internal sealed record PastOutcome(PastRun Run, Outcome Outcome, PassRate Rate, bool TookPlace, string? Fingerprint)
{
    /// <summary>Whether it passed; only of what took place.</summary>
    public bool Passed => Outcome == Outcome.Passed;

    /// <summary>Whether nothing of the test and around it is known to have changed between two runs.</summary>
    public bool IsUnchangedSince(PastOutcome earlier) =>
        Fingerprint is { Length: > 0 }
        && string.Equals(Fingerprint, earlier.Fingerprint, StringComparison.Ordinal)
        && string.Equals(Run.Ground, earlier.Run.Ground, StringComparison.Ordinal);
}

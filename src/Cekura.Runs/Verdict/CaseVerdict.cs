using Cekura.Manifests.Text;

namespace Cekura.Runs.Verdict;

/// <summary>The one verdict on a test case: a scenario with a personality, with all its repetitions.</summary>
internal sealed record CaseVerdict
{
    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>Why, at most 4,000 characters; null when there is nothing to explain.</summary>
    public string? Message { get; init; }

    /// <summary>The verdicts on the runs, ascending by run id; starts that created no run come last.</summary>
    public required IReadOnlyList<RunVerdict> Runs { get; init; }

    /// <summary>The place in the user's file that the first failure is about; null for the case as a whole.</summary>
    public SourceLocation? Location => Runs.FirstOrDefault(run => run.Location is not null)?.Location;

    /// <summary>How many runs passed.</summary>
    public int Passed { get; init; }

    /// <summary>How many runs took place: those that did not say nothing about the agent, and are in no rate.</summary>
    public int Total { get; init; }

    /// <summary>How many passed of those that took place, in words.</summary>
    internal string RateText => new PassRate(Passed, Total).Beside(Runs.Count(run => !run.TookPlace));

    /// <summary>Remarks that change nothing, one line each; those of a repetition start with its number.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Why the failure is accepted, by the baseline or a quarantine, one line; null when it is none. Reports show it as such.</summary>
    public string? KnownFailure { get; init; }

    /// <summary>How the outcome stands to the test's earlier ones and to the baseline.</summary>
    public TestStanding Standing { get; init; }

    /// <summary>How the test ended in earlier runs and in this one; null where no earlier run of the project is remembered.</summary>
    public TestPast? Past { get; init; }

    /// <summary>Whether nothing of the whole test run was started, for a reason that says nothing about this case.</summary>
    internal bool IsRefused { get; init; }

    /// <summary>Whether an unforeseen error of ours took the verdict's place.</summary>
    internal bool IsUnforeseen { get; init; }

    /// <summary>How long the conversations lasted together; never the time spent polling.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When the first conversation began, UTC; null when none did.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>A verdict on a case that was never started.</summary>
    /// <param name="outcome">Skipped, or failed: never passed.</param>
    /// <param name="message">Why.</param>
    public static CaseVerdict WithoutRun(Outcome outcome, string message) =>
        new()
        {
            Outcome = outcome,
            Message = FailureText.WithoutRun(message),
            Runs = [],
        };
}

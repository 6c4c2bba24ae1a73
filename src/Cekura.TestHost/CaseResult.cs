using Cekura.Runs.Verdict;

namespace Cekura.TestHost;

/// <summary>What a test platform shows of a verdict, in no platform's words.</summary>
internal sealed record CaseResult
{
    /// <summary>The outcome.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>What kind of failure it is.</summary>
    public required FailureKind Failure { get; init; }

    /// <summary>Why; null when there is nothing to explain.</summary>
    public string? Message { get; init; }

    /// <summary>Where the failure stands, as a line of a stack trace; null when nothing failed.</summary>
    public string? StackTrace { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>When it was over.</summary>
    public required DateTimeOffset End { get; init; }

    /// <summary>What the runs say; null without any.</summary>
    public string? StandardOutput { get; init; }

    /// <summary>Files that belong to the test.</summary>
    public IReadOnlyList<CaseFile> Files { get; init; } = [];

    /// <summary>The repetitions of a test that has several, in the order in which its message numbers them; else none.</summary>
    public IReadOnlyList<CaseResult> Repetitions { get; init; } = [];

    /// <summary>What is not attached and why, a line each.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}

using Cekura.Reports.Summary;

namespace Cekura.Reports.Ci;

/// <summary>How far the run of one test project is, and what it said: what a console that shows nothing of it leaves to a file.</summary>
internal sealed record TestRunStatus
{
    /// <summary>The test project.</summary>
    public required string Project { get; init; }

    /// <summary>How it stands.</summary>
    public required TestRunState State { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When this was written.</summary>
    public required DateTimeOffset Written { get; init; }

    /// <summary>Whether the emulator held the conversations.</summary>
    public required bool IsEmulated { get; init; }

    /// <summary>How many tests were selected.</summary>
    public required int Tests { get; init; }

    /// <summary>How many of them have a verdict, by its word in lower case.</summary>
    public required IReadOnlyDictionary<string, int> Outcomes { get; init; }

    /// <summary>The tests that need attention, as they finished; of very many the first.</summary>
    public required IReadOnlyList<Annotation> Attention { get; init; }

    /// <summary>How many more need attention.</summary>
    public int MoreAttention { get; init; }

    /// <summary>The causes of what needs attention at their lines, as many as a build server shows; what the agent did wrong first.</summary>
    public IReadOnlyList<Annotation> Annotations { get; init; } = [];

    /// <summary>What the run said about itself, in order; of very much the first.</summary>
    public required IReadOnlyList<StatusNote> Notes { get; init; }

    /// <summary>Files about the run as a whole, such as its report; absolute.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>How many tests have a verdict.</summary>
    public int Finished => Outcomes.Values.Sum();
}

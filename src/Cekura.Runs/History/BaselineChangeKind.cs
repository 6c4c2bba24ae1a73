namespace Cekura.Runs.History;

/// <summary>How a test stands to what was accepted.</summary>
internal enum BaselineChangeKind
{
    /// <summary>It passed there and passes.</summary>
    StillPasses,

    /// <summary>It passed there and passes, though significantly fewer of its repetitions do.</summary>
    Weaker,

    /// <summary>It passed there and fails: a regression.</summary>
    Broken,

    /// <summary>It failed there and fails, no worse than chance explains.</summary>
    KnownFailure,

    /// <summary>It failed there and fails, and significantly fewer of its repetitions pass: a regression.</summary>
    Worse,

    /// <summary>It failed there and passes: the new state can be accepted.</summary>
    Fixed,

    /// <summary>The baseline does not know it.</summary>
    New,

    /// <summary>It was skipped, or never took place: nothing is known about the agent.</summary>
    NotTested,

    /// <summary>The baseline knows it, and the run does not have it.</summary>
    NotRun,
}

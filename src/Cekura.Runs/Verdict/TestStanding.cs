namespace Cekura.Runs.Verdict;

/// <summary>How a test's outcome stands to its earlier ones and to the baseline.</summary>
internal enum TestStanding
{
    /// <summary>Nothing is known of it.</summary>
    Unknown,

    /// <summary>It runs for the first time.</summary>
    New,

    /// <summary>It failed, and passed the last time.</summary>
    Regression,

    /// <summary>It failed, and the last time too.</summary>
    StillFails,

    /// <summary>It failed, and the baseline or a quarantine accepts that.</summary>
    Known,

    /// <summary>It passed, and failed the last time.</summary>
    Fixed,

    /// <summary>It passed, and the last time too.</summary>
    StillPasses,

    /// <summary>It passes and fails by turns while nothing of it changed.</summary>
    Flips,
}

namespace Cekura.Runs.Verdict;

/// <summary>What a run or a test case is worth.</summary>
internal enum Outcome
{
    /// <summary>It passed.</summary>
    Passed,

    /// <summary>It failed, or could not be tested.</summary>
    Failed,

    /// <summary>The settings leave it open: needs review, or infrastructure.</summary>
    Skipped,

    /// <summary>No outcome: the user cancelled the test run (rule V08).</summary>
    None,
}

namespace Cekura.Manifests.Settings;

/// <summary>What a run gets whose expected outcome could not be judged (verdict rules V18, V21).</summary>
internal enum NeedsReviewOutcome
{
    /// <summary>The test fails.</summary>
    Fail,

    /// <summary>The test is skipped.</summary>
    Skip,

    /// <summary>The test passes.</summary>
    Pass,
}

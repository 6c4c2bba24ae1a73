namespace Cekura.Manifests.Settings;

/// <summary>What a passed run gets that has no metric, rubric or expected outcome (verdict rule V23).</summary>
internal enum NoMetricsOutcome
{
    /// <summary>It passes, with a warning.</summary>
    Warn,

    /// <summary>The test fails.</summary>
    Fail,
}

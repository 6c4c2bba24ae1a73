namespace Cekura.Manifests.Settings;

/// <summary>What a run gets that never took place (verdict rules V12, V13).</summary>
internal enum InfrastructureOutcome
{
    /// <summary>The test fails.</summary>
    Fail,

    /// <summary>The test is skipped.</summary>
    Skip,
}

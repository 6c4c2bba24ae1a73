namespace Cekura.Manifests.Settings;

/// <summary>What a run gets that never took place (verdict rules V12, V13).</summary>
internal enum InfrastructureOutcome
{
    /// <summary>The case fails.</summary>
    Fail,

    /// <summary>The case is skipped.</summary>
    Skip,
}

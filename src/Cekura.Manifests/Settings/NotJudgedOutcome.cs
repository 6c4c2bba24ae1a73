namespace Cekura.Manifests.Settings;

/// <summary>What a run gets of which the emulator could not judge everything that it was asked to judge (verdict rule V29).</summary>
internal enum NotJudgedOutcome
{
    /// <summary>The test fails.</summary>
    Fail,

    /// <summary>The test is skipped.</summary>
    Skip,
}

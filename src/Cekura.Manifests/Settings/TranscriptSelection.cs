namespace Cekura.Manifests.Settings;

/// <summary>Which tests get their transcript attached.</summary>
public enum TranscriptSelection
{
    /// <summary>Every test.</summary>
    All,

    /// <summary>Tests that did not pass.</summary>
    Failed,

    /// <summary>No test.</summary>
    None,
}

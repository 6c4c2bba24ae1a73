namespace Cekura.Manifests.Settings;

/// <summary>Which tests get their transcript attached.</summary>
internal enum TranscriptSelection
{
    /// <summary>Every test.</summary>
    All,

    /// <summary>Tests that did not pass.</summary>
    Failed,

    /// <summary>No test.</summary>
    None,
}

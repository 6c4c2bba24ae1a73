namespace Cekura.Manifests.Settings;

/// <summary>Which tests get their recording attached.</summary>
internal enum RecordingSelection
{
    /// <summary>No test.</summary>
    None,

    /// <summary>Tests that did not pass.</summary>
    Failed,

    /// <summary>Every test.</summary>
    All,
}

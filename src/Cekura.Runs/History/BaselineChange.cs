namespace Cekura.Runs.History;

/// <summary>How one test stands to what was accepted.</summary>
/// <param name="Test">Fully qualified name of the test.</param>
/// <param name="Kind">How it stands.</param>
/// <param name="Before">What was accepted; null when the baseline does not know the test.</param>
/// <param name="Now">What the run says; null when the run does not have the test.</param>
internal sealed record BaselineChange(string Test, BaselineChangeKind Kind, BaselineTest? Before, TestRecord? Now)
{
    /// <summary>Whether the baseline would be another after accepting the run.</summary>
    public bool ChangesBaseline => Now is { TookPlace: true } now && (Before is null || Before != BaselineFile.Accepted(now));
}

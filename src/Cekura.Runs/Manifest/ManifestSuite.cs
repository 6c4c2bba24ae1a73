namespace Cekura.Runs.Manifest;

/// <summary>A test-suite file that a manifest lists.</summary>
/// <param name="Path">As written: relative to the manifest's folder.</param>
/// <param name="Location">Where the manifest says so.</param>
public sealed record ManifestSuite(string Path, SourceLocation Location);

using Cekura.Manifests.Text;

namespace Cekura.Runs.History;

/// <summary>What came of reading a baseline.</summary>
/// <param name="Baseline">The baseline; null when there is an error.</param>
/// <param name="Diagnostics">What is wrong.</param>
internal sealed record BaselineReadResult(BaselineFile? Baseline, IReadOnlyList<ManifestDiagnostic> Diagnostics);

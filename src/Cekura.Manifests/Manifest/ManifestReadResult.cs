using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>What reading a manifest gave.</summary>
/// <param name="Manifest">The manifest, null when any diagnostic is an error.</param>
/// <param name="Diagnostics">
/// Errors and warnings, by position. At most <see cref="DiagnosticBag.MaxDiagnostics"/>, then one that counts the rest.
/// </param>
internal sealed record ManifestReadResult(CekuraManifest? Manifest, IReadOnlyList<ManifestDiagnostic> Diagnostics);

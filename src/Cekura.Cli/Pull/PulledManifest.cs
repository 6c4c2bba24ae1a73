using Cekura.Manifests.Text;

namespace Cekura.Cli.Pull;

/// <summary>What a manifest becomes by a pull.</summary>
/// <param name="Text">The new bytes of the file, the old ones when nothing changed; null when the old file has errors, and so cannot be
/// changed safely.</param>
/// <param name="Changes">What differs, in the order of the service; what is gone comes last.</param>
/// <param name="Diagnostics">What is wrong with the old file.</param>
internal sealed record PulledManifest(
    ReadOnlyMemory<byte>? Text,
    IReadOnlyList<PullChange> Changes,
    IReadOnlyList<ManifestDiagnostic> Diagnostics
);

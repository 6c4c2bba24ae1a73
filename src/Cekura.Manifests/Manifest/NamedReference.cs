using Cekura.Manifests.Text;

namespace Cekura.Manifests.Manifest;

/// <summary>A personality or test profile that a manifest refers to.</summary>
/// <param name="Id">Id in the service, the identity; at least 1.</param>
/// <param name="Name">Name for people, null when the manifest gives none.</param>
/// <param name="Location">Where the manifest says so.</param>
internal sealed record NamedReference(long Id, string? Name, SourceLocation Location);

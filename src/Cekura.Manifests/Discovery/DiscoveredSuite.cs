using Cekura.Manifests.Cases;

namespace Cekura.Manifests.Discovery;

/// <summary>A manifest, or a suite that lives in the repository, with the cases that the settings leave of it.</summary>
/// <param name="Name">First level of the test tree.</param>
/// <param name="Cases">The cases, in the order of the file.</param>
internal sealed record DiscoveredSuite(string Name, IReadOnlyList<ScenarioCase> Cases);

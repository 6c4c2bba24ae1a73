using Cekura.Manifests.Discovery;

namespace Cekura.Cli.Comparing;

/// <summary>A few tests that run once for each side.</summary>
/// <param name="Repetition">Which repetition it is, from 1.</param>
/// <param name="A">The tests of A.</param>
/// <param name="B">The same tests of B.</param>
/// <param name="IsAFirst">Whether A begins.</param>
internal sealed record LiveBlock(int Repetition, IReadOnlyList<DiscoveredSuite> A, IReadOnlyList<DiscoveredSuite> B, bool IsAFirst);

using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;

namespace Cekura.NUnit.Building;

/// <summary>The cases that an attribute names.</summary>
/// <param name="Cases">The cases.</param>
/// <param name="Problem">What is wrong with the others, for people; null: nothing.</param>
/// <param name="Ignored">Why there is no case although nothing is wrong; null: there are some.</param>
internal sealed record CaseList(IReadOnlyList<ScenarioCase> Cases, string? Problem = null, string? Ignored = null)
{
    /// <summary>Cases whose verdict alone decides, named as the adapter names them.</summary>
    public IReadOnlyList<DiscoveredSuite> Suites { get; init; } = [];

    /// <summary>What is said of them before they start.</summary>
    public IReadOnlyList<ProjectNote> Notes { get; init; } = [];

    public static CaseList Wrong(string problem) => new([], problem);
}

using Cekura.Manifests.Cases;

namespace Cekura.NUnit.Building;

/// <summary>The cases that an attribute names.</summary>
/// <param name="Cases">The cases.</param>
/// <param name="Problem">What is wrong with the others, for people; null: nothing.</param>
/// <param name="Ignored">Why there is no case although nothing is wrong; null: there are some.</param>
internal sealed record CaseList(IReadOnlyList<ScenarioCase> Cases, string? Problem = null, string? Ignored = null)
{
    public static CaseList Wrong(string problem) => new([], problem);
}

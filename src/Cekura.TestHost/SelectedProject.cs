using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;

namespace Cekura.TestHost;

/// <summary>A test project with what was selected of it.</summary>
/// <param name="Contents">Everything that it holds.</param>
/// <param name="Suites">What was selected.</param>
internal sealed record SelectedProject(TestProject Contents, IReadOnlyList<DiscoveredSuite> Suites)
{
    /// <summary>What to say when nothing was selected because it fell to other shards; null otherwise.</summary>
    public string? WhyEmptyShard { get; private init; }

    /// <summary>Whether nothing was selected.</summary>
    public bool IsEmpty => Suites.All(suite => suite.Cases.Count == 0);

    /// <summary>All cases that a filter leaves.</summary>
    public static SelectedProject Filtered(TestProject contents, Func<ScenarioCase, bool> isWanted)
    {
        var selected = Picked(contents, isWanted);
        return selected.IsEmpty ? selected with { WhyEmptyShard = ProjectShard.WhyEmpty(contents, isWanted) } : selected;
    }

    /// <summary>Cases that were picked one by one.</summary>
    public static SelectedProject Picked(TestProject contents, Func<ScenarioCase, bool> isWanted) =>
        new(contents, [.. contents.Suites.Select(suite => suite with { Cases = [.. suite.Cases.Where(isWanted)] })]);
}

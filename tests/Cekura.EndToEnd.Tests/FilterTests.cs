using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Filters with names as people write them. NUnit's adapter cannot read spaces in them, so it is not in this project.</summary>
public sealed class FilterTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [LongFact]
    public async Task Names_with_spaces_select_one_pair()
    {
        var project = feed.NewProject("Filter").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());

        var run = await project.HostAsync("--filter", "Personality=In a hurry&Scenario=Book an appointment");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Book an appointment [In a hurry]"], run.Tests.Select(test => test.Name));

        var nothing = await project.HostAsync("--filter", "Personality=In a hury");

        Assert.Empty(nothing.Tests);
        Assert.Contains(
            "Cekura: the filter matches none of the 4 tests of Filter.dll, so none of them ran. No test has Personality \"In a hury\". Did you mean \"In a hurry\"?",
            nothing.Console,
            StringComparison.Ordinal
        );

        var unknown = await project.HostAsync("--filter", "Personalty=In a hurry");

        Assert.Contains("\"Personalty\" is not a property. Did you mean \"Personality\"?", unknown.Console, StringComparison.Ordinal);
    }
}

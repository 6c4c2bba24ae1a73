using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Filters with names as people write them. NUnit's adapter cannot read spaces in them, so it is not in this project.</summary>
[Collection(nameof(EndToEnd))]
public sealed class FilterTests(PackedFeed feed)
{
    [Fact]
    public async Task Names_with_spaces_select_one_pair()
    {
        var project = feed.NewProject("Filter").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());

        var run = await project.TestAsync("--filter", "Personality=In a hurry&Scenario=Book an appointment");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["Book an appointment [In a hurry]"], run.Tests.Select(test => test.Name));
    }
}

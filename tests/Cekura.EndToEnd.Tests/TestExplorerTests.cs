using Cekura.EndToEnd.Tests.Harness;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.EndToEnd.Tests;

/// <summary>The way of an IDE: discover, show, run what was picked.</summary>
public sealed class TestExplorerTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [Fact]
    public async Task Picked_tests_run_and_no_others()
    {
        var project = await feed.NewProject("Explorer").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()).PlaceAsync();
        var explorer = new TestExplorer(
            project.Dll,
            $"<RunSettings><RunConfiguration><ResultsDirectory>{project.FolderPath}/TestResults</ResultsDirectory></RunConfiguration><Cekura><ApiUrl>emulator</ApiUrl><Seed>{project.FolderPath}/emulator.seed.json</Seed></Cekura></RunSettings>"
        );

        var tests = explorer.Discover();
        var picked = tests.Where(test => test.FullyQualifiedName.EndsWith("Reschedule.In_a_hurry", StringComparison.Ordinal)).ToList();
        var results = explorer.Run(picked);

        Assert.Equal(4, tests.Count);
        Assert.Equal(Path.Combine(project.FolderPath, "cekura.json"), picked[0].CodeFilePath);
        Assert.Equal(8, picked[0].LineNumber);
        Assert.Contains(picked[0].Traits, trait => trait is { Name: "Personality", Value: "In a hurry (7)" });
        var result = Assert.Single(results);
        Assert.Equal((TestOutcome.Failed, "Reschedule [In a hurry]"), (result.Outcome, result.DisplayName));
        Assert.NotEmpty(result.Attachments.SelectMany(set => set.Attachments));
    }
}

using System.Diagnostics;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>What IDEs do on Microsoft.Testing.Platform: the program of tests is a server, and answers requests as JSON-RPC.</summary>
public sealed class IdeTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private static readonly string[] Names =
    [
        "Book an appointment [In a hurry]",
        "Book an appointment [Normal Male]",
        "Reschedule [In a hurry]",
        "Reschedule [Normal Male]",
    ];

    [Fact]
    public async Task Tests_are_listed_and_nothing_else_runs_than_what_was_picked()
    {
        var project = await feed.PlatformAsync();
        await using var service = await FakeCekura.StartAsync();
        await using var ide = await IdeClient.StartAsync(project, Connection(project, service.Address));

        var listed = await ide.DiscoverAsync();
        var found = ide.Changes;

        Assert.True(listed["error"] is null, listed.ToJsonString());
        Assert.Equal(Names, found.Select(node => (string)node["display-name"]!).Order(StringComparer.Ordinal));
        Assert.All(found, node => Assert.Equal("discovered", (string?)node["execution-state"]));
        Assert.All(found, node => Assert.EndsWith("cekura.json", (string?)node["location.file"], StringComparison.Ordinal));
        Assert.Equal(0, service.Starts);

        var picked = found.Where(node => (string?)node["display-name"] is "Reschedule [Normal Male]").ToList();
        var ran = await ide.RunAsync(picked);

        Assert.True(ran["error"] is null, ran.ToJsonString());
        Assert.Equal(["102/3"], service.Runs.SelectMany(run => run));
        Assert.Equal(["in-progress", "passed"], ide.Changes.Select(node => (string)node["execution-state"]!));
        Assert.All(ide.Changes, node => Assert.Equal((string?)picked[0]["uid"], (string?)node["uid"]));

        // A test that is gone since it was listed is said, and costs nothing.
        picked[0]["uid"] = "Appointments.Changes.Reschedule.Gone";
        await ide.RunAsync(picked);
        var lost = Assert.Single(ide.Changes);
        Assert.Equal(("Appointments.Changes.Reschedule.Gone", "error"), ((string?)lost["uid"], (string?)lost["execution-state"]));
        Assert.Equal(1, service.Starts);
    }

    [Fact]
    public async Task The_stop_button_ends_what_goes_on()
    {
        var project = await feed.PlatformAsync();
        for (var repetition = 0; repetition < StopTimes.Repetitions; repetition++)
        {
            await using var service = await OngoingService.StartAsync();
            await using var ide = await IdeClient.StartAsync(project, Connection(project, service.Address.OriginalString));
            var stopped = 0L;

            var answer = await ide.RunAsync(cancel: PressAsync());

            service.AssertEnded();
            Assert.NotNull(answer["error"]);
            Assert.DoesNotContain(ide.Changes, node => (string?)node["execution-state"] == "passed");
            StopTimes.AddPlatform(StopTimes.Button, Stopwatch.GetElapsedTime(stopped, service.Ended!.Value));

            async Task PressAsync()
            {
                await service.ConversingAsync(CancellationToken.None);
                stopped = Stopwatch.GetTimestamp();
            }
        }
    }

    // Others run this program too, and each remembers what it left.
    private static Dictionary<string, string?> Connection(GeneratedProject project, string address) =>
        new()
        {
            ["CEKURA_API_KEY"] = "test-key",
            ["CEKURA_API_URL"] = address,
            ["CEKURA_STATE_DIRECTORY"] = $"{project.StateDirectory}-ide",
        };
}

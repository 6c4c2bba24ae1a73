using System.Text.Json.Nodes;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>Runs in which the agent has to call: who has to dial what until when is said, and a command can do it.</summary>
public sealed class OutboundTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Scenarios = """ "agent": 12, "mode": "voice", "scenarios": [ { "id": 101, "name": "Remind" } ] """;

    [LongFact]
    public async Task Number_and_window_are_on_the_console()
    {
        var run = await Project($$"""{ {{Scenarios}} }""").HostAsync();

        Assert.True(run.ExitCode == 0, run.Console);
        Assert.Matches(
            @"Run 5001 of Remind \[Own personality\]: the agent has to dial \+1555\d+ before \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC\.",
            run.Console
        );
    }

    [UnixTheory]
    [InlineData("env | grep ^CEKURA_ > dialled.txt")]
    public async Task A_command_dials_with_the_run_s_numbers_in_its_environment(string script)
    {
        var project = Project($$"""{ {{Scenarios}}, "options": { "voice": { "dial_command": ["sh", "-c", "{{script}}"] } } }""");

        var run = await project.HostAsync();

        Assert.True(run.ExitCode == 0, run.Console);
        var dialled = (await File.ReadAllLinesAsync(Path.Combine(project.FolderPath, "dialled.txt")))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        Assert.Equal(("5001", "1001", "101"), (dialled["CEKURA_RUN_ID"], dialled["CEKURA_RESULT_ID"], dialled["CEKURA_SCENARIO_ID"]));
        Assert.StartsWith("+1555", dialled["CEKURA_NUMBER"], StringComparison.Ordinal);
        Assert.EndsWith("Z", dialled["CEKURA_DIAL_WINDOW_CLOSES_AT"], StringComparison.Ordinal);
    }

    private GeneratedProject Project(string manifest)
    {
        // Long enough in progress for the window to be read and the command to end.
        var replay = Seeds.Replay(success: true);
        replay["delay_ms"] = 10_000;
        var seed = JsonNode.Parse(Seeds.Seed(Seeds.Scenario(101, "Remind", replay)))!;
        seed["agents"]![0]!["inbound"] = false;
        return feed.NewProject("Outbound").WithManifest(manifest).WithSeed(seed.ToJsonString());
    }
}

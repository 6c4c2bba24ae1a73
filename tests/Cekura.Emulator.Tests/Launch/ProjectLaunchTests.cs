using System.Reflection;
using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Launch;

/// <summary>A .NET project as the agent: the sample's, which the build of these tests has built.</summary>
public sealed class ProjectLaunchTests
{
    private static readonly string Repository = typeof(ProjectLaunchTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryDirectory")
        .Value!;

    [Fact]
    public async Task A_project_runs_as_it_was_built_where_the_seed_says_that_it_listens()
    {
        var run = await RunAsync("../samples/AppointmentAgent/AppointmentAgent.csproj");

        Assert.Equal("", run["error_message"]!.ToString());
        Assert.Equal("Main Agent", run["transcript_object"]![0]!["role"]!.ToString());
    }

    [Fact]
    public async Task A_project_that_is_not_there_is_said_with_its_path()
    {
        var run = await RunAsync("../Desk/Desk.csproj");

        Assert.Equal(
            $"The agent could not be started (agents[0].launch of the seed): its project {Path.GetFullPath("Desk/Desk.csproj", Repository)} does not exist. Correct \"project\", a path from the folder of the seed.",
            run["error_message"]!.ToString()
        );
    }

    [Fact]
    public async Task A_project_that_is_not_built_is_said_with_what_dotnet_says()
    {
        var folder = Directory.CreateTempSubdirectory("cekura-project-");
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "Desk.csproj"),
            """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>"""
        );
        try
        {
            var run = await RunAsync(Path.Combine(folder.FullName, "Desk.csproj"));

            Assert.Contains(
                "Desk.csproj\" ended before it was ready. It runs as it was built: let a ProjectReference of the test project build it. It ended with exit code ",
                run["error_message"]!.ToString(),
                StringComparison.Ordinal
            );
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<JsonNode> RunAsync(string project)
    {
        await using var bench = new EmulatorBench(
            $$"""
            { "agents": [ { "id": 1, "websocket_url": "ws://127.0.0.1:{port}/chat", "agent_gives_first_message": true,
                "launch": { "project": "{{project}}", "timeout_seconds": 600 } } ],
              "scenarios": [ { "id": 1, "name": "Talk", "conditional_actions": { "role": "r", "conditions": [
                { "id": 0, "condition": "FIRST_MESSAGE", "action": "", "type": "standard", "fixed_message": true },
                { "id": 1, "condition": "/./", "action": "<endcall />", "type": "standard", "fixed_message": true } ] } } ] }
            """,
            path: Path.Combine(Repository, "tests", "seed.json")
        );
        return Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
    }
}

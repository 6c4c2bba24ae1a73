namespace Cekura.Client.Tests.Reading;

/// <summary>What models say of themselves ends up in logs: id and name, nothing that a person or a secret is in.</summary>
public sealed class ModelTextTests : ScriptedTests
{
    private const string Answer = """
        { "id": 12, "name": "Front", "agent_name": "Front", "project": 742, "websocket_headers": { "Authorization": "canary" }, "prompt": "canary", "instructions": "canary",
          "information": { "ssn": "canary" }, "transcript": "canary", "voice_recording_url": "https://store.example/canary", "status": "completed", "source_id": 5544, "source_model": "Run" }
        """;

    public static TheoryData<string, Func<CekuraClient, Task<object>>> Models =>
        new()
        {
            { "agent 12 (Front)", async client => await client.Agents.GetAsync(12) },
            { "metric 12 (Front)", async client => await client.Metrics.GetAsync(12) },
            { "personality 12 (Front)", async client => await client.Personalities.GetAsync(12) },
            { "scenario 12 (Front)", async client => await client.Scenarios.GetAsync(12) },
            { "test profile 12 (Front)", async client => await client.TestProfiles.GetAsync(12) },
            { "test set 12 (Front)", async client => await client.TestSets.CreateFromRunAsync(new() { RunId = 5544, Metrics = [] }) },
            { "run 12 (Completed)", async client => await client.Runs.GetAsync(12) },
        };

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Names_the_thing_and_no_more(string text, Func<CekuraClient, Task<object>> read)
    {
        Service.Answer(Answer);

        Assert.Equal(text, $"{await read(Client)}");
    }

    [Fact]
    public async Task Names_a_project()
    {
        Service.Answer($"[{Answer}]");

        await foreach (var project in Client.Projects.ListAsync())
        {
            Assert.Equal("project 12 (Front)", $"{project}");
        }
    }
}

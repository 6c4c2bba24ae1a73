using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.State;

/// <summary>The whole way over a real socket.</summary>
public sealed class LoopbackTests
{
    private const string Seed = """
        {
          "agents": [{ "id": 12, "agent_name": "Front desk", "agent_gives_first_message": false }],
          "personalities": [{ "id": 3, "name": "Patient" }],
          "metrics": [
            { "id": 55, "name": "Books", "rule": { "tool_called": { "name": "book_slot" } } },
            { "id": 60, "name": "Turns", "eval_type": "numeric", "measure": "turns" },
          ],
          "scenarios": [{
            "id": 101, "name": "Book", "personality": 3, "metrics": [55, 60],
            "conditional_actions": { "role": "A patient", "conditions": [
              { "id": 0, "condition": "FIRST_MESSAGE", "action": "I need a check-up.", "type": "standard", "fixed_message": true },
              { "id": 1, "condition": "/which time/i", "action": "At 10:30.", "type": "standard", "fixed_message": true },
              { "id": 2, "condition": "/never said/i", "action": "No.", "type": "standard", "fixed_message": true } ] },
            "outcomes": [
              { "text": "The slot is booked", "rule": { "tool_called": { "name": "book_slot", "arguments": { "time": "10:30" } } } },
              { "text": "The caller is asked for a time", "needs_condition": 1, "rule": { "agent_says": "Which time" } },
              { "text": "The other branch", "needs_condition": 2, "rule": { "agent_says": "x" } } ] }],
        }
        """;

    [Fact]
    public async Task Holds_a_conversation_scores_it_and_shows_it()
    {
        await using var agent = await AgentServer.StartAsync(Answer);
        await using var bench = new EmulatorBench(Seed);

        var run = Assert.Single(await bench.RunAsync($$"""{ "scenarios": [101], "websocket_url": "{{agent.Url}}" }"""))!;

        Assert.True(run["status"]!.ToString() == "completed", run["error_message"]!.ToString());
        Assert.Equal(
            ["Testing Agent", "Main Agent", "Testing Agent", "Function Call", "Main Agent"],
            run["transcript_object"]!.AsArray().Select(turn => turn!["role"]!.ToString())
        );
        Assert.Contains("[00:00] Testing Agent: I need a check-up.\n", run["transcript"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            ["yes", "yes", "blocked"],
            run["expected_outcome"]!["outcome_alignments"]!.AsArray().Select(part => part!["aligned"]!.ToString())
        );
        Assert.Equal("50", run["expected_outcome"]!["score"]!.ToString());
        Assert.Equal(["5", "4"], run["evaluation"]!["metrics"]!.AsArray().Select(metric => metric!["score"]!.ToString()));
        Assert.Equal("main-agent-ended-call", run["metadata"]!["ended_reason"]!.ToString());
        Assert.Equal("kept", run["metadata"]!["ref"]!.ToString());
        Assert.True(run["metadata"]!["emulated"]!.GetValue<bool>());
        Assert.False(run["success"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("run_scenarios", """{ "scenarios": [101] }""")]
    [InlineData("run_scenarios_livekit_v2", """{ "scenarios": [{ "scenario": 101, "publish_data_message": "hi" }] }""")]
    [InlineData("run_scenarios_chirp", """{ "scenarios": [101], "websocket_url": "ws://127.0.0.1:1/audio" }""")]
    public async Task Plays_voice_over_the_text_connection_of_the_agent(string operation, string body)
    {
        await using var agent = await AgentServer.StartAsync(Answer);
        await using var bench = new EmulatorBench(
            Seed.Replace("\"id\": 12,", $"\"id\": 12, \"websocket_url\": \"{agent.Url}\",", StringComparison.Ordinal)
        );

        var run = Assert.Single(await bench.RunAsync(operation, body))!;

        Assert.True(run["status"]!.ToString() == "completed", run["error_message"]!.ToString());
        Assert.Equal(5, run["transcript_object"]!.AsArray().Count);
        Assert.False(run["run_as_text"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Fails_runs_of_an_agent_that_does_not_listen()
    {
        await using var bench = new EmulatorBench(Seed);

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [101], "websocket_url": "ws://127.0.0.1:1/chat" }"""))!;

        Assert.Equal("failed", run["status"]!.ToString());
        Assert.Contains("ws://127.0.0.1:1/chat", run["error_message"]!.ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Answer(string said)
    {
        if (said.Contains("10:30", StringComparison.Ordinal))
        {
            var arguments = JsonValue.Create("""{"time":"10:30"}""").ToJsonString();
            yield return $$$"""{"role":"Function Call","data":{"id":"c1","name":"book_slot","arguments":{{{arguments}}}}}""";
            yield return """{"content":"Booked.","type":"end_call","metadata":{"ref":"kept"}}""";
        }
        else
        {
            yield return """{"content":"Which time?"}""";
        }
    }
}

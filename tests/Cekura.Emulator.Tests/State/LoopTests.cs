using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Tests.Conversation;

namespace Cekura.Emulator.Tests.State;

/// <summary>
/// What clients see of agents that come to no end, over real sockets: a failure with words, never a run that did not take place.
/// </summary>
public sealed class LoopTests
{
    private const string Booked = """{ "tool_called": { "name": "book_slot" } }""";

    [Theory]
    [InlineData(
        "Which day?",
        "",
        "The agent went round in circles: it said \"Which day?\" 5 times, and the caller could only answer \"Friday\"."
    )]
    [InlineData(
        "Booked, day {n}. Which day?",
        "",
        "The agent went round in circles: it said \"Booked, day 10. Which day?\" 10 times with other numbers, and the caller could only answer \"Friday\"."
    )]
    [InlineData("And {word}, day?", "\"turns\": 15", "The agent came to no end within 15 turns of the caller.")]
    [InlineData("Which day?", "\"identical_exchanges\": 20, \"turns\": 4", "The agent came to no end within 4 turns of the caller.")]
    public async Task Neither_comes_to_an_end(string says, string limits, string message)
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            for (var turn = 1; await side.HearAsync() is { } frame && !frame.Contains("end_call", StringComparison.Ordinal); turn++)
            {
                await side.SendAsync(Call(turn));
                await side.SayAsync(
                    says.Replace("{n}", $"{turn}", StringComparison.Ordinal)
                        .Replace("{word}", $"{(char)('a' + turn)}", StringComparison.Ordinal)
                );
            }
        });

        var run = await RunAsync(agent, Booked, limits);

        Assert.Equal(
            ("completed", "V28", message),
            (run["status"]!.ToString(), run["metadata"]!["emulator_verdict"]!["rule"]!.ToString(), run["error_message"]!.ToString())
        );
        Assert.Equal((false, "testing-agent-ended-call"), (run["success"]!.GetValue<bool>(), run["metadata"]!["ended_reason"]!.ToString()));
    }

    [Theory]
    [InlineData(90, Booked, "V28")]
    [InlineData(10, Booked, null)]
    [InlineData(90, """{ "tool_called": { "name": "book_slot", "at_most": 90 } }""", null)]
    [InlineData(90, """{ "all": [ { "not": { "tool_called": { "name": "book_slot", "times": 1 } } } ] }""", null)]
    [InlineData(90, """{ "tool_called": { "name": "other", "times": 0 } }""", "V28")]
    public async Task The_same_call_again_and_again_is_a_loop_unless_a_rule_counts_it(int calls, string rule, string? verdict)
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            for (var call = 0; call < calls; call++)
            {
                await side.SendAsync(Call(call));
            }

            await side.SendAsync("""{"content":"Booked for that day.","type":"end_call"}""");
        });

        var run = await RunAsync(agent, rule);

        Assert.Equal(
            (verdict is null, verdict),
            (run["success"]!.GetValue<bool>(), run["metadata"]!["emulator_verdict"]?["rule"]!.ToString())
        );
        Assert.Equal(
            verdict is null ? "" : "The agent called book_slot({\"day\":\"Friday\"}) 90 times in one conversation.",
            run["error_message"]!.ToString()
        );
    }

    [Fact]
    public async Task What_is_said_around_a_call_is_one_turn()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SayAsync("One moment.");
            await side.SendAsync(Call(1));
            await side.SendAsync("""{"content":"Booked.","type":"end_call"}""");
        });

        var run = await RunAsync(agent, """{ "max_turns": 2 }""");

        Assert.True(run["success"]!.GetValue<bool>(), run["expected_outcome"]!.ToJsonString());
        Assert.Equal(
            ["Testing Agent: Hi", "Main Agent: One moment.", "Function Call: ", "Main Agent: Booked."],
            run["transcript_object"]!.AsArray().Select(turn => $"{turn!["role"]}: {turn["content"]}")
        );
    }

    private static string Call(int id) =>
        $$$$"""{"role":"Function Call","data":{"id":"c{{{{id}}}}","name":"book_slot","arguments":{"day":"Friday"}}}""";

    private static async Task<JsonNode> RunAsync(LoopbackAgent agent, string rule, string limits = "")
    {
        await using var bench = new EmulatorBench(
            $$"""
            { "agents": [{ "id": 1 }], "limits": { {{limits}} },
              "scenarios": [{ "id": 1, "name": "Talk",
                "conditional_actions": { "role": "r", "conditions": [
                  { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true },
                  { "id": 1, "condition": "/day\\?/i", "action": "Friday", "type": "standard", "fixed_message": true, "optional": true } ] },
                "outcomes": [{ "text": "As wanted", "rule": {{rule}} }] }] }
            """,
            options: EmulatorBench.OneFrameTurns
        );
        return Assert.Single(await bench.RunAsync($$"""{ "scenarios": [1], "websocket_url": "{{agent.Url}}" }"""))!;
    }
}

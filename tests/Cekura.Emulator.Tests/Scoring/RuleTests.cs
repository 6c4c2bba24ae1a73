using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Scoring;

/// <summary>Every rule on one conversation: the agent greets at 1 s, books at 2 s, confirms at 5.5 s.</summary>
public sealed class RuleTests
{
    private const string Talk = """
        { "ended_reason": "REASON", "turns": [
          { "role": "Testing Agent", "content": "Hi", "start_time": 0, "end_time": 0.5 },
          { "role": "Main Agent", "content": "Hello there, what can I do for you?", "start_time": 1 },
          { "role": "Testing Agent", "content": "Book Thursday 10:30 please", "start_time": 2 },
          { "role": "Function Call", "start_time": 2.5, "data": { "id": "1", "name": "book_slot", "arguments": "{\"date\":\"2026-03-05\",\"time\":\"10:30\",\"minutes\":30,\"guest\":{\"name\":\"Ann\",\"vip\":true},\"ids\":[1,2]}" } },
          { "role": "Function Call", "start_time": 2.6, "data": { "id": "2", "name": "raw", "arguments": { "n": 502 } } },
          { "role": "Function Call", "start_time": 2.7, "data": { "id": "3", "name": "broken", "arguments": "{oops" } },
          { "role": "Function Call", "start_time": 2.8, "data": { "id": "4", "name": "ask", "arguments": { "n": 1 } } },
          { "role": "Function Call", "start_time": 2.8, "data": { "id": "5", "name": "ask", "arguments": { "n": 2 } } },
          { "role": "Function Call", "start_time": 2.8, "data": { "id": "6", "name": "ask", "arguments": { "n": 2 } } },
          { "role": "Main Agent", "content": "Booked Thursday at 10:30", "start_time": 5.5 } ] }
        """;

    [Theory]
    [InlineData("""{ "agent_says": "Booked .* at" }""", true)]
    [InlineData("""{ "agent_says": "booked .* at" }""", false)]
    [InlineData("""{ "agent_says": "(?i)booked .* at" }""", true)]
    [InlineData("""{ "agent_says": "^Hello(?= there)" }""", true)]
    [InlineData("""{ "agent_says": "Book Thursday" }""", false)]
    [InlineData("""{ "agent_never_says": "Sunday" }""", true)]
    [InlineData("""{ "agent_never_says": "Thursday" }""", false)]
    [InlineData("""{ "tool_called": { "name": "book_slot" } }""", true)]
    [InlineData("""{ "tool_called": { "name": "Book_Slot" } }""", false)]
    [InlineData("""{ "tool_called": { "name": "book_slot", "arguments": {} } }""", true)]
    [InlineData("""{ "tool_called": { "name": "book_slot", "arguments": { "time": " 10:30 ", "minutes": "30.0" } } }""", true)]
    [InlineData("""{ "tool_called": { "name": "book_slot", "arguments": { "guest": { "name": "ANN" } } } }""", true)]
    [InlineData("""{ "tool_called": { "name": "book_slot", "arguments": { "guest": { "vip": false } } } }""", false)]
    [InlineData("""{ "tool_called": { "name": "book_slot", "arguments": { "ids": [1, 2] } } }""", true)]
    [InlineData("""{ "tool_called": { "name": "book_slot", "arguments": { "ids": [1] } } }""", false)]
    [InlineData("""{ "tool_called": { "name": "book_slot", "arguments": { "time": "11:30" } } }""", false)]
    [InlineData("""{ "tool_called": { "name": "book_slot", "arguments": { "place": null } } }""", false)]
    [InlineData("""{ "tool_called": { "name": "raw", "arguments": { "n": "502" } } }""", true)]
    [InlineData("""{ "tool_called": { "name": "broken" } }""", true)]
    [InlineData("""{ "tool_called": { "name": "broken", "arguments": { "n": 1 } } }""", false)]
    [InlineData("""{ "tool_called": { "name": "ask" } }""", true)]
    [InlineData("""{ "tool_called": { "name": "ask", "times": 3 } }""", true)]
    [InlineData("""{ "tool_called": { "name": "ask", "times": 2 } }""", false)]
    [InlineData("""{ "tool_called": { "name": "ask", "times": 1, "arguments": { "n": 1 } } }""", true)]
    [InlineData("""{ "tool_called": { "name": "ask", "at_most": 1, "arguments": { "n": 2 } } }""", false)]
    [InlineData("""{ "tool_called": { "name": "ask", "at_most": 2, "arguments": { "n": 2 } } }""", true)]
    [InlineData("""{ "tool_called": { "name": "ask", "at_least": 3 } }""", true)]
    [InlineData("""{ "tool_called": { "name": "ask", "at_least": 4, "at_most": 5 } }""", false)]
    [InlineData("""{ "tool_called": { "name": "cancel", "at_most": 1 } }""", false)]
    [InlineData("""{ "tool_called": { "name": "cancel", "at_least": 0, "at_most": 1 } }""", true)]
    [InlineData("""{ "tool_called": { "name": "cancel", "times": 0 } }""", true)]
    [InlineData("""{ "tool_called": { "name": "ask", "times": 0 } }""", false)]
    [InlineData("""{ "max_latency_ms": 3500 }""", true)]
    [InlineData("""{ "max_latency_ms": 3499 }""", false)]
    [InlineData("""{ "max_turns": 4 }""", true)]
    [InlineData("""{ "max_turns": 3 }""", false)]
    [InlineData("""{ "agent_says": "Hello", "max_turns": 3 }""", false)]
    [InlineData("""{ "all": [{ "agent_says": "Hello" }, { "max_turns": 4 }] }""", true)]
    [InlineData("""{ "any": [{ "agent_says": "Bye" }, { "max_turns": 4 }] }""", true)]
    [InlineData("""{ "any": [{ "agent_says": "Bye" }, { "max_turns": 3 }] }""", false)]
    [InlineData("""{ "any": [] }""", false)]
    [InlineData("""{ "not": { "agent_says": "Bye" } }""", true)]
    [InlineData("""{ "not": { "agent_says": "Hello" } }""", false)]
    public async Task Holds_or_not(string rule, bool holds) =>
        Assert.Equal(holds ? "5" : "0", (await MetricAsync(rule))["score"]!.ToString());

    [Theory]
    [InlineData("agent", "main-agent-ended-call")]
    [InlineData("agent", "Main agent-ended-call-with-hangup-task")]
    [InlineData("caller", "Testing agent-ended-call")]
    [InlineData("time", "exceeded-max-duration")]
    [InlineData("silence", "Main agent-silence-timed-out")]
    public async Task Knows_who_ended_the_call_in_every_spelling(string who, string reason)
    {
        Assert.Equal("5", (await MetricAsync($$"""{ "ended_by": "{{who}}" }""", reason))["score"]!.ToString());
        Assert.Equal(
            "0",
            (await MetricAsync($$"""{ "ended_by": "{{(who == "agent" ? "caller" : "agent")}}" }""", reason))["score"]!.ToString()
        );
    }

    [Theory]
    [InlineData("""{ "agent_says": "Hello" }""", "The agent said: \"Hello there, what can I do for you?\"")]
    [InlineData("""{ "agent_says": "Bye" }""", "The agent never said anything that matches /Bye/.")]
    [InlineData("""{ "tool_called": { "name": "cancel" } }""", "The agent never called cancel.")]
    [InlineData(
        """{ "tool_called": { "name": "raw", "arguments": { "n": 7 } } }""",
        "The agent called raw({\"n\":502}), not raw({\"n\":7})."
    )]
    [InlineData(
        """{ "tool_called": { "name": "raw", "arguments": { "day": "日" } } }""",
        "The agent called raw({\"n\":502}), not raw({\"day\":\"日\"})."
    )]
    [InlineData("""{ "tool_called": { "name": "ask", "times": 1 } }""", "The agent called ask({\"n\":1}) 3 times; 1 is wanted.")]
    [InlineData("""{ "tool_called": { "name": "ask", "at_most": 2 } }""", "The agent called ask({\"n\":1}) 3 times; at most 2 are wanted.")]
    [InlineData(
        """{ "tool_called": { "name": "raw", "at_least": 2, "at_most": 3 } }""",
        "The agent called raw({\"n\":502}) once; 2 to 3 are wanted."
    )]
    [InlineData("""{ "max_latency_ms": 3499.7 }""", "The slowest answer took 3500 ms; at most 3499.7 ms are allowed.")]
    [InlineData("""{ "max_latency_ms": 100 }""", "The slowest answer took 3500 ms; at most 100 ms are allowed.")]
    public async Task Says_what_was_seen(string rule, string why) =>
        Assert.Equal(why, (await MetricAsync(rule))["explanation"]![0]!.ToString());

    [Fact]
    public async Task An_expression_that_runs_for_ever_fails_the_run_with_a_reason()
    {
        var talk = $$"""{ "turns": [{ "role": "Main Agent", "content": "{{new string('a', 40)}}!" }] }""";
        await using var bench = new EmulatorBench(
            Seeds.Replay(talk, "\"metrics\": [1],", """ "metrics": [{ "id": 1, "name": "m", "rule": { "agent_says": "(?=a)(a+)+$" } }], """)
        );

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;

        Assert.Equal("failed", run["status"]!.ToString());
        Assert.Contains("took too long", run["error_message"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_that_cannot_be_scored_ends_its_run_with_a_reason()
    {
        var player = new FakePlayer(Turn.Agent(null!));
        var seed = """
            { "agents": [{ "id": 1, "websocket_url": "wss://agent.example/" }],
              "metrics": [{ "id": 1, "name": "m", "rule": { "agent_says": "Hello" } }],
              "scenarios": [{ "id": 1, "name": "A", "agent": 1, "metrics": [1], "conditional_actions": { "role": "R", "conditions": [
                { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi.", "type": "standard", "fixed_message": true }] } }] }
            """;
        await using var bench = new EmulatorBench(seed, player);

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;

        Assert.Equal("failed", run["status"]!.ToString());
        Assert.StartsWith("The emulator itself failed, not the agent: ", run["error_message"]!.ToString(), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> MetricAsync(string rule, string reason = "")
    {
        var replay = Talk.Replace("REASON", reason, StringComparison.Ordinal);
        await using var bench = new EmulatorBench(
            Seeds.Replay(replay, "\"metrics\": [1],", $$""" "metrics": [{ "id": 1, "name": "m", "rule": {{rule}} }], """)
        );
        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
        return run["evaluation"]!["metrics"]![0]!;
    }
}

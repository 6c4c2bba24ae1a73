using System.Text.Json.Nodes;
using Cekura.Testing;

namespace Cekura.Emulator.Tests.Chat;

/// <summary>Runs that the client drives, turn by turn: <c>POST runs/{id}/chat/</c> and its siblings.</summary>
public sealed class ApiChatTests
{
    [Fact]
    public async Task Holds_a_conversation_by_turns_and_scores_it()
    {
        await using var chat = new ChatBench();
        await chat.OpenAsync();

        Assert.Equal(("ready", "I need a check-up."), Read(await chat.TurnAsync(0)));
        Assert.Equal(("ready", "At 10:30."), Read(await chat.AskAsync("Which time?")));
        var arguments = """{ "role": "Function Call", "data": { "id": "c1", "name": "book_slot", "arguments": { "time": "10:30" } } }""";
        Assert.Equal(202, (await chat.PostAsync(arguments)).Status);
        var last = await chat.AskAsync("It is booked.");

        Assert.Equal(("ready", "Thanks, bye."), Read(last));
        Assert.Equal(
            ("3", true, "testing-agent-ended-call"),
            (last["turn_id"]!.ToString(), last["ended"]!.GetValue<bool>(), last["ended_reason"]!.ToString())
        );
        var run = await chat.EndedAsync();
        Assert.Equal(
            [
                "Testing Agent: I need a check-up.",
                "Main Agent: Which time?",
                "Testing Agent: At 10:30.",
                "Function Call: ",
                "Main Agent: It is booked.",
                "Testing Agent: Thanks, bye.",
            ],
            run["transcript_object"]!.AsArray().Select(turn => $"{turn!["role"]}: {turn["content"]}")
        );
        Assert.Equal("""{"time":"10:30"}""", run["transcript_object"]![3]!["data"]!["arguments"]!.GetValue<string>());
        Assert.Equal(
            ("completed", true, "100", "ApiChat"),
            (
                run["status"]!.ToString(),
                run["success"]!.GetValue<bool>(),
                run["expected_outcome"]!["score"]!.ToString(),
                run["run_type"]!.ToString()
            )
        );
        Assert.Equal("testing-agent-ended-call", run["metadata"]!["ended_reason"]!.ToString());
        Assert.Equal("At 10:30.", (await chat.TurnAsync(1))["message"]!.ToString());
    }

    [Theory]
    [InlineData(", \"agent_gives_first_message\": true", "I need a check-up.", "I need a check-up.")]
    [InlineData("", "", "At 10:30.")]
    public async Task Leaves_the_first_word_to_the_agent(string agent, string opening, string reply)
    {
        await using var chat = new ChatBench(agent, opening);
        await chat.OpenAsync();

        var first = await chat.TurnAsync(0);

        Assert.Equal(("ready", false), (first["status"]!.ToString(), first["ended"]!.GetValue<bool>()));
        Assert.Null(first["message"]);
        Assert.Equal(reply, (await chat.AskAsync("Front desk. Which time?"))["message"]!.ToString());
    }

    [Fact]
    public async Task A_newer_message_drops_the_older_turn_and_the_reply_answers_both()
    {
        var time = new VirtualTime();
        await using var chat = new ChatBench(time: time);
        await chat.OpenAsync();

        var older = await chat.SayAsync("Which time");
        Assert.Equal(("generating", null), Read(await chat.TurnAsync(older)));
        var newer = await chat.SayAsync("suits you?");
        time.Advance(TimeSpan.FromSeconds(1));
        var reply = await chat.Bench.UntilAsync($"{chat.Run}chat/{newer}/", turn => turn["status"]!.ToString() != "generating");

        Assert.Equal(("dropped", null), Read(await chat.TurnAsync(older)));
        Assert.Equal(("ready", "At 10:30."), Read(reply));
        Assert.Equal(
            ["I need a check-up.", "Which time", "suits you?", "At 10:30."],
            (await chat.Bench.GetAsync(chat.Run))["transcript_object"]!.AsArray().Select(turn => turn!["content"]!.ToString())
        );
    }

    [Fact]
    public async Task An_open_call_is_a_message_that_is_not_over()
    {
        var time = new VirtualTime();
        await using var chat = new ChatBench(time: time);
        await chat.OpenAsync();

        var filler = await chat.SayAsync("One moment.");
        await chat.PostAsync("""{ "role": "Function Call", "data": { "id": "c1", "name": "find" } }""");
        for (var second = 0; second < 2; second++)
        {
            await time.WhenTimerDueInAsync(TimeSpan.FromMilliseconds(300));
            time.Advance(TimeSpan.FromMilliseconds(300));
        }

        Assert.Equal(("generating", null), Read(await chat.TurnAsync(filler)));
        var answer = await chat.SayAsync("Which time?");
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(
            ("ready", "At 10:30."),
            Read(await chat.Bench.UntilAsync($"{chat.Run}chat/{answer}/", turn => turn["status"]!.ToString() != "generating"))
        );
    }

    [Fact]
    public async Task A_chat_that_goes_round_in_circles_fails()
    {
        await using var chat = new ChatBench();
        await chat.OpenAsync();
        for (var turn = 1; turn < 5; turn++)
        {
            Assert.Equal("At 10:30.", (await chat.AskAsync("Which time?"))["message"]!.ToString());
        }

        var last = await chat.AskAsync("Which time?");

        Assert.Equal((null, "testing-agent-ended-call"), (last["message"], last["ended_reason"]!.ToString()));
        var run = await chat.EndedAsync();
        Assert.Equal(
            (
                "completed",
                false,
                "The agent went round in circles: it said \"Which time?\" 5 times, and the caller could only answer \"At 10:30.\"."
            ),
            (run["status"]!.ToString(), run["success"]!.GetValue<bool>(), run["error_message"]!.ToString())
        );
    }

    [Fact]
    public async Task Half_of_a_character_is_replaced_and_said()
    {
        await using var chat = new ChatBench();
        await chat.OpenAsync();

        Assert.Equal(202, (await chat.PostAsync("""{ "content": "Which time? \ud83d" }""")).Status);
        await chat.PostAsync("{}", "end-chat/");

        var run = await chat.EndedAsync();
        Assert.Equal("Which time? \uFFFD", run["transcript_object"]![1]!["content"]!.ToString());
        Assert.Equal(
            "A message of the agent could not be read as it is, in which \\ud83d is half of a character: it is read as \uFFFD.",
            Assert.Single(run["metadata"]!["emulator_notes"]!.AsArray())!.ToString()
        );
    }

    [Fact]
    public async Task Records_metadata_and_tool_calls_without_a_reply()
    {
        await using var chat = new ChatBench();
        await chat.OpenAsync();

        var (status, body) = await chat.PostAsync("""{ "metadata": { "ref": "a", "kept": 1 } }""");
        await chat.PostAsync("""{ "metadata": { "ref": "b" }, "role": "Function Call Result", "data": { "id": "c1", "result": "{}" } }""");
        await chat.PostAsync("""{ "reason": "main_agent_ended_call" }""", "end-chat/");

        Assert.Equal(202, status);
        Assert.Equal(("ready", null), Read(JsonNode.Parse(body)!));
        var run = await chat.EndedAsync();
        Assert.Equal(
            ("b", "1", "main_agent_ended_call"),
            (run["metadata"]!["ref"]!.ToString(), run["metadata"]!["kept"]!.ToString(), run["metadata"]!["ended_reason"]!.ToString())
        );
        Assert.Equal(
            ["Testing Agent", "Function Call Result"],
            run["transcript_object"]!.AsArray().Select(turn => turn!["role"]!.ToString())
        );
    }

    [Fact]
    public async Task Ends_for_the_agent_and_takes_nothing_afterwards()
    {
        await using var chat = new ChatBench();
        await chat.OpenAsync();
        await chat.AskAsync("It is not possible.");

        var (status, body) = await chat.PostAsync("{}", "end-chat/");

        Assert.Equal((200, "evaluating"), (status, JsonNode.Parse(body)!["status"]!.ToString()));
        var run = await chat.EndedAsync();
        Assert.Equal(("completed", "main-agent-ended-call"), (run["status"]!.ToString(), run["metadata"]!["ended_reason"]!.ToString()));
        Assert.Equal(
            (409, """{"detail":"Run is still starting, or has already ended."}"""),
            await chat.PostAsync("""{ "content": "Hello?" }""")
        );
        Assert.Equal("completed", JsonNode.Parse((await chat.PostAsync("{}", "end-chat/")).Body)!["status"]!.ToString());
    }

    [Fact]
    public async Task Takes_nothing_while_a_run_waits()
    {
        await using var chat = new ChatBench();
        await chat.OpenAsync();
        var waiting = await chat.Bench.StartAsync("run_scenarios_api_chat", """{ "scenarios": [101], "timeout": 3600 }""");
        var other = $"runs/{waiting["runs"]![0]!["id"]}/";
        await chat.Bench.UntilAsync(other, run => run["status"]!.ToString() == "in_queue");

        Assert.Equal(409, (await chat.Bench.SendAsync(HttpMethod.Post, $"{other}chat/", """{ "content": "x" }""")).Status);
        Assert.Equal(409, (await chat.Bench.SendAsync(HttpMethod.Post, $"{other}end-chat/")).Status);
        Assert.Equal((404, """{"detail":"Unknown turn."}"""), await chat.Bench.SendAsync(HttpMethod.Get, $"{other}chat/0/"));
        Assert.Equal((404, """{"detail":"Unknown turn."}"""), await chat.Bench.SendAsync(HttpMethod.Get, $"{chat.Run}chat/7/"));
        Assert.Equal((404, """{"detail":"Not found."}"""), await chat.Bench.SendAsync(HttpMethod.Get, "runs/1/chat/0/"));
    }

    [Theory]
    [InlineData("{}", """{"non_field_errors":["Provide content, metadata, or role with data."]}""")]
    [InlineData("""{ "content": " " }""", """{"non_field_errors":["Provide content, metadata, or role with data."]}""")]
    [InlineData("""{ "content": "a", "content": "b" }""", """{"detail":"JSON parse error - a message in which a key stands twice."}""")]
    [InlineData("""{ "content": 1 }""", """{"content":["Not a valid string."]}""")]
    [InlineData("""{ "role": "Function Call" }""", """{"data":["This field is required with role."]}""")]
    [InlineData(
        """{ "role": "Tool", "data": [] }""",
        """{"role":["\"Tool\" is not a valid choice."],"data":["Expected a dictionary of items."]}"""
    )]
    public async Task Refuses_what_is_no_message(string message, string answer)
    {
        await using var chat = new ChatBench();
        await chat.OpenAsync();

        Assert.Equal((400, answer), await chat.PostAsync(message));
    }

    [Theory]
    [InlineData(true, "completed", "exceeded-max-duration")]
    [InlineData(false, "failed", "main-agent-did-not-answer")]
    public async Task Ends_when_its_time_is_over(bool spoken, string status, string reason)
    {
        var time = new VirtualTime();
        await using var chat = new ChatBench(time: time);
        await chat.OpenAsync("""{ "scenarios": [101], "timeout": 30 }""");
        if (spoken)
        {
            await chat.SayAsync("Which time?");
        }

        await time.WhenTimerDueInAsync(TimeSpan.FromSeconds(30));
        time.Advance(TimeSpan.FromSeconds(30));

        var run = await chat.EndedAsync();
        Assert.Equal((status, reason), (run["status"]!.ToString(), run["metadata"]!["ended_reason"]!.ToString()));
        Assert.Equal(
            spoken
                ? "The agent fell silent after turn 2."
                : "No client spoke for the agent within 30 seconds. In an API chat the client posts what the agent says to runs/{id}/chat/.",
            run["error_message"]!.ToString()
        );
    }

    [Fact]
    public async Task A_chat_without_a_word_of_the_agent_did_not_take_place()
    {
        await using var chat = new ChatBench();
        await chat.OpenAsync();

        await chat.PostAsync("""{ "reason": "agent.py is gone" }""", "end-chat/");

        var run = await chat.EndedAsync();
        Assert.Equal(("failed", "V28"), (run["status"]!.ToString(), run["metadata"]!["emulator_verdict"]!["rule"]!.ToString()));
        Assert.Equal("The agent ended the chat and never said a word (agent.py is gone).", run["error_message"]!.ToString());
    }

    [Fact]
    public async Task Can_be_ended_from_outside()
    {
        await using var chat = new ChatBench();
        await chat.OpenAsync();

        await chat.Bench.SendAsync(HttpMethod.Post, $"{chat.Run}end_call/");

        var run = await chat.EndedAsync();
        Assert.Equal("user-initiated", run["metadata"]!["ended_reason"]!.ToString());
        Assert.Equal("The agent said nothing before the call was ended on request.", run["error_message"]!.ToString());
    }

    [Theory]
    [InlineData(0, "Ensure this value is greater than or equal to 1.")]
    [InlineData(3601, "Ensure this value is less than or equal to 3600.")]
    public async Task Refuses_other_timeouts(int seconds, string message)
    {
        await using var chat = new ChatBench();

        Assert.Equal(
            (400, $$"""{"timeout":["{{message}}"]}"""),
            await chat.Bench.TryStartAsync("run_scenarios_api_chat", $$"""{ "scenarios": [101], "timeout": {{seconds}} }""")
        );
    }

    private static (string Status, string? Message) Read(JsonNode turn) => (turn["status"]!.ToString(), turn["message"]?.ToString());
}

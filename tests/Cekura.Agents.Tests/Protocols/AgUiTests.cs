using Cekura.Agents.Tests.Wire;
using static Cekura.Agents.Tests.Wire.Talking;

namespace Cekura.Agents.Tests.Protocols;

public sealed class AgUiTests
{
    private const string Plain = """{ "protocol": "ag-ui" }""";

    [Theory]
    [InlineData(
        """{"type":"RUN_STARTED"}~{"type":"TEXT_MESSAGE_START","messageId":"a","role":"assistant"}~{"type":"TEXT_MESSAGE_CONTENT","messageId":"a","delta":"One "}~{"type":"TEXT_MESSAGE_CONTENT","messageId":"a","delta":"moment."}~{"type":"TEXT_MESSAGE_END","messageId":"a"}~{"type":"TOOL_CALL_START","toolCallId":"c1","toolCallName":"book"}~{"type":"TOOL_CALL_ARGS","toolCallId":"c1","delta":"{\"day\":"}~{"type":"TOOL_CALL_ARGS","toolCallId":"c1","delta":"1}"}~{"type":"TOOL_CALL_END","toolCallId":"c1"}~{"type":"TOOL_CALL_RESULT","messageId":"m","toolCallId":"c1","content":"{\"ok\":true}"}~{"type":"TEXT_MESSAGE_CHUNK","messageId":"b","delta":"Booked"}~{"type":"TEXT_MESSAGE_CHUNK","delta":"."}~{"type":"TEXT_MESSAGE_CHUNK","messageId":"c","delta":"Anything else?"}~{"type":"RUN_FINISHED"}""",
        "agent: One moment.; call: c1 book {\"day\":1}; result: c1 {\"ok\":true}; agent: Booked.; agent: Anything else?; over"
    )]
    [InlineData(
        """{"type":"TOOL_CALL_CHUNK","toolCallId":"c1","toolCallName":"book","delta":"{}"}~{"type":"TOOL_CALL_CHUNK","toolCallId":"c2","toolCallName":"ping"}~{"type":"TEXT_MESSAGE_CHUNK","messageId":"b","delta":"Done."}~{"type":"RUN_FINISHED"}""",
        "call: c1 book {}; call: c2 ping {}; agent: Done.; over"
    )]
    [InlineData(
        """{"type":"TEXT_MESSAGE_START","messageId":"a","role":"user"}~{"type":"TEXT_MESSAGE_CONTENT","messageId":"a","delta":"Hi"}~{"type":"TEXT_MESSAGE_END","messageId":"a"}~{"type":"REASONING_MESSAGE_CHUNK","delta":"hm"}~{"type":"CUSTOM","name":"x"}~{"type":"RUN_FINISHED"}""",
        "over"
    )]
    [InlineData(
        """{"type":"TEXT_MESSAGE_CHUNK","messageId":"a","delta":"Half"}""",
        "agent: Half; error: Lost The agent at AGENT ended its stream in the middle of its answer: RUN_FINISHED never came. Look at the agent's own log."
    )]
    [InlineData(
        """{"type":"RUN_ERROR","message":"no model","code":"x"}""",
        "error: OwnError The agent at AGENT answered with an error: \"no model\". Look at the agent's own log."
    )]
    [InlineData(
        """{"kind":"x"}""",
        "error: BadAnswer The agent at AGENT sent the event \"{\"kind\":\"x\"}\", which has no type. It has to answer a stream of events: RUN_STARTED, TEXT_MESSAGE_START, TEXT_MESSAGE_CONTENT, TEXT_MESSAGE_END, RUN_FINISHED."
    )]
    [InlineData(
        """{"type":"RUN_FINISHED","outcome":{"type":"interrupt","interrupts":[{"id":"i1","reason":"confirm","message":"Shall I book?"}]}}""",
        "agent: Shall I book?; over"
    )]
    public async Task What_a_run_says(string events, string expected)
    {
        await using var agent = new WireAgent((_, reply) => reply.EventsAsync(events.Split('~')));

        Assert.Equal(expected, string.Join("; ", await TalkAsync(Settings(agent.Url, Plain), "Hi")));
    }

    [Fact]
    public async Task The_thread_its_state_and_what_it_waits_for_go_with_the_next_run()
    {
        await using var agent = new WireAgent(
            (_, reply) =>
                reply.EventsAsync(
                    """{"type":"STATE_SNAPSHOT","snapshot":{"step":2}}""",
                    """{"type":"TOOL_CALL_START","toolCallId":"c1","toolCallName":"book"}""",
                    """{"type":"TOOL_CALL_RESULT","messageId":"m1","toolCallId":"c1","content":"ok"}""",
                    """{"type":"TEXT_MESSAGE_CHUNK","messageId":"a1","delta":"Sure?"}""",
                    """{"type":"RUN_FINISHED","outcome":{"type":"interrupt","interrupts":[{"id":"i1","reason":"confirm"}]}}"""
                )
        );

        await TalkAsync(Settings(agent.Url, """{ "protocol": "ag-ui", "body": { "forwardedProps": { "tier": 1 } } }"""), "Hi", "Yes");

        var (first, second) = (agent.Requests.First().Json, agent.Requests.Last().Json);
        Assert.Equal(("c-1", "c-1"), (first["threadId"]!.ToString(), second["threadId"]!.ToString()));
        Assert.NotEqual(first["runId"]!.ToString(), second["runId"]!.ToString());
        Assert.Equal(("{}", """{"step":2}"""), (first["state"]!.ToJsonString(), second["state"]!.ToJsonString()));
        Assert.Equal("""{"tier":1}""", second["forwardedProps"]!.ToJsonString());
        Assert.Equal("""[{"interruptId":"i1","status":"resolved","payload":"Yes"}]""", second["resume"]!.ToJsonString());
        Assert.Equal(
            ["user Hi", "assistant book", "tool ok", "assistant Sure?", "user Yes"],
            second["messages"]!
                .AsArray()
                .Select(message => $"{message!["role"]} {message["content"] ?? message["toolCalls"]![0]!["function"]!["name"]}")
        );
        Assert.Null(first["resume"]);
    }
}

using Cekura.Agents.Tests.Wire;
using static Cekura.Agents.Tests.Wire.Talking;

namespace Cekura.Agents.Tests.Protocols;

public sealed class OpenAiChatTests
{
    private const string Plain = """{ "protocol": "openai-chat" }""";

    [Fact]
    public async Task The_whole_conversation_goes_with_each_turn()
    {
        await using var agent = new WireAgent(
            (request, reply) => reply.JsonAsync(Answer($"Turn {request.Json["messages"]!.AsArray().Count}"))
        );

        var heard = await TalkAsync(
            Settings(
                agent.Url,
                """
                { "protocol": "openai-chat", "model": "desk-1", "instructions": "Be kind.", "body": { "temperature": 0, "user": "test" },
                  "headers": { "Authorization": { "env": "DESK_KEY", "prefix": "Bearer " }, "X-Tenant": "a" } }
                """
            ),
            "Hi",
            "Bye"
        );

        Assert.Equal(["agent: Turn 2", "over", "agent: Turn 4", "over"], heard);
        var last = agent.Requests.Last();
        Assert.Equal(("Bearer s3cret", "a"), (last.Headers["authorization"], last.Headers["x-tenant"]));
        Assert.Equal(
            """{"temperature":0,"user":"test","model":"desk-1","messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"},{"role":"assistant","content":"Turn 2"},{"role":"user","content":"Bye"}],"stream":false}""",
            last.Body
        );
    }

    [Theory]
    [InlineData(
        """{ "choices": [ { "finish_reason": "stop", "message": { "content": "Booked.", "tool_calls": [ { "id": "c1", "function": { "name": "book", "arguments": "{\"day\":1}" } }, { "function": { "name": "ping" } } ] } } ] }""",
        "call: c1 book {\"day\":1}; call: call_2 ping {}; agent: Booked.; over"
    )]
    [InlineData(
        """{ "choices": [ { "finish_reason": "tool_calls", "message": { "content": "One moment.", "tool_calls": [ { "id": "c1", "function": { "name": "book", "arguments": {"day":1} } } ] } } ] }""",
        "agent: One moment.; call: c1 book {\"day\":1}; over"
    )]
    [InlineData(
        """{ "choices": [ { "message": { "content": [ { "type": "text", "text": "Two " }, { "type": "text", "text": "parts" } ] } } ] }""",
        "agent: Two parts; over"
    )]
    [InlineData("""{ "choices": [ { "message": { "content": null, "refusal": "I cannot." } } ] }""", "agent: I cannot.; over")]
    [InlineData("""{ "choices": [ { "message": { "content": "" } } ] }""", "over")]
    [InlineData(
        """{ "error": { "message": "The model is not loaded" } }""",
        "error: OwnError The agent at AGENT answered with an error: \"The model is not loaded\". Look at the agent's own log."
    )]
    [InlineData(
        """{ "choices": [] }""",
        "error: BadAnswer The agent at AGENT answered \"{\"choices\":[]}\", which has no message. It has to answer { \"choices\": [ { \"message\": { \"content\": \"Hello\" } } ] }, or a stream of such deltas."
    )]
    [InlineData(
        """{ "choices": [ { "finish_reason": "tool_calls", "message": { "tool_calls": [ { "id": "c1", "function": { "name": "book", "arguments": "{}" } } ] } } ] }""",
        "call: c1 book {}; error: BadAnswer The agent at AGENT asked the caller to carry out the tool book (finish_reason \"tool_calls\") and said nothing. Let it carry out its tools itself and answer with words; the calls that it shows with them stand in the transcript."
    )]
    public async Task What_an_answer_says(string answer, string expected)
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync(answer));

        Assert.Equal(expected, string.Join("; ", await TalkAsync(Settings(agent.Url, Plain), "Hi")));
    }

    [Theory]
    [InlineData(
        """{"choices":[{"delta":{"content":"One "}}]}~{"choices":[{"delta":{"content":"two"}}]}~{"choices":[{"delta":{},"finish_reason":"stop"}]}~[DONE]""",
        "agent: One two; over"
    )]
    [InlineData("""{"choices":[{"delta":{"content":"No reason"}}]}~[DONE]""", "agent: No reason; over")]
    [InlineData(
        """{"choices":[{"delta":{"content":"Look."}}]}~{"choices":[{"delta":{"tool_calls":[{"index":0,"id":"c1","function":{"name":"book","arguments":"{\"d"}}]}}]}~{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"ay\":1}"}},{"index":1,"id":"c2","function":{"name":"ping","arguments":""}}]},"finish_reason":"tool_calls"}]}""",
        "agent: Look.; call: c1 book {\"day\":1}; call: c2 ping {}; over"
    )]
    [InlineData(
        """{"choices":[{"delta":{"content":"Half"}}]}""",
        "agent: Half; error: Lost The agent at AGENT ended its stream in the middle of its answer: \"finish_reason\" or [DONE] never came. Look at the agent's own log."
    )]
    [InlineData(
        """{"choices":[{"delta":{"content":"Half"}}]}~{"error":{"message":"overloaded"}}""",
        "agent: Half; error: OwnError The agent at AGENT answered with an error: \"overloaded\". Look at the agent's own log."
    )]
    [InlineData(
        """{"choices":[{"delta":{"content":"Half"}}]}~{"choices":""",
        "agent: Half; error: BadAnswer The agent at AGENT sent the event \"{\"choices\":\", which is no JSON. It has to answer { \"choices\": [ { \"message\": { \"content\": \"Hello\" } } ] }, or a stream of such deltas."
    )]
    public async Task What_a_stream_says(string events, string expected)
    {
        await using var agent = new WireAgent((_, reply) => reply.EventsAsync(events.Split('~')));

        var settings = Settings(agent.Url, """{ "protocol": "openai-chat", "stream": true }""");

        Assert.Equal(expected, string.Join("; ", await TalkAsync(settings, "Hi")));
        Assert.True((bool)agent.Requests.Single().Json["stream"]!);
    }

    [Fact]
    public async Task An_agent_that_speaks_first_gets_no_words()
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync(Answer("Front desk, hello.")));

        Assert.Equal(["agent: Front desk, hello.", "over"], await TalkAsync(Settings(agent.Url, Plain), ""));
        Assert.Empty(agent.Requests.Single().Json["messages"]!.AsArray());
    }

    private static string Answer(string text) =>
        $$"""{ "id": "x", "choices": [ { "index": 0, "finish_reason": "stop", "message": { "role": "assistant", "content": "{{text}}" } } ] }""";
}

using Cekura.Agents.Tests.Wire;
using static Cekura.Agents.Tests.Wire.Talking;

namespace Cekura.Agents.Tests.Protocols;

public sealed class OpenAiResponsesTests
{
    private const string Answer =
        """{ "id": "r1", "output": [ { "type": "message", "content": [ { "type": "output_text", "text": "Hello" } ] } ] }""";

    [Theory]
    [InlineData("", """{"input":"Hi","stream":false}""", """{"input":"Bye","previous_response_id":"r1","stream":false}""")]
    [InlineData(
        ", \"state\": \"conversation\"",
        """{"input":"Hi","conversation":"c-1","stream":false}""",
        """{"input":"Bye","conversation":"c-1","stream":false}"""
    )]
    [InlineData(
        ", \"state\": \"history\", \"model\": \"m\", \"instructions\": \"Be kind.\", \"body\": { \"store\": false }",
        """{"store":false,"model":"m","instructions":"Be kind.","input":[{"role":"user","content":"Hi"}],"stream":false}""",
        """{"store":false,"model":"m","instructions":"Be kind.","input":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},{"role":"user","content":"Bye"}],"stream":false}"""
    )]
    public async Task Who_keeps_the_conversation(string options, string first, string second)
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync(Answer));

        var heard = await TalkAsync(Settings(agent.Url, $$"""{ "protocol": "openai-responses"{{options}} }"""), "Hi", "Bye");

        Assert.Equal(["agent: Hello", "over", "agent: Hello", "over"], heard);
        Assert.Equal([first, second], agent.Requests.Select(request => request.Body));
    }

    [Theory]
    [InlineData(
        """
            { "id": "r1", "output": [
              { "type": "reasoning", "summary": [] },
              { "type": "function_call", "call_id": "c1", "name": "book", "arguments": "{\"day\":1}" },
              { "type": "function_call_output", "call_id": "c1", "output": "{\"ok\":true}" },
              { "type": "message", "content": [ { "type": "output_text", "text": "One. " }, { "type": "output_text", "text": "Same." } ] },
              { "type": "mcp_call", "id": "m1", "name": "ping", "arguments": "{}", "output": "pong" },
              { "type": "message", "content": [ { "type": "refusal", "refusal": "Two." } ] } ] }
            """,
        "call: c1 book {\"day\":1}; result: c1 {\"ok\":true}; agent: One. Same.; call: m1 ping {}; result: m1 pong; agent: Two.; over"
    )]
    [InlineData(
        """{ "id": "r1", "status": "failed", "error": { "code": "server_error", "message": "The model broke" }, "output": [] }""",
        "error: OwnError The agent at AGENT answered with an error: \"The model broke\". Look at the agent's own log."
    )]
    public async Task What_an_answer_says(string answer, string expected)
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync(answer));

        Assert.Equal(expected, string.Join("; ", await TalkAsync(Settings(agent.Url, """{ "protocol": "openai-responses" }"""), "Hi")));
    }

    [Theory]
    [InlineData(
        """{"type":"response.created"}~{"type":"response.output_text.delta","delta":"One "}~{"type":"response.output_text.delta","delta":"two."}~{"type":"response.output_item.done","item":{"type":"message","content":[{"type":"output_text","text":"One two."}]}}~{"type":"response.output_item.done","item":{"type":"function_call","call_id":"c1","name":"book","arguments":""}}~{"type":"response.output_item.done","item":{"type":"message","content":[{"type":"output_text","text":"Three."}]}}~{"type":"response.completed","response":{"id":"r1"}}""",
        "agent: One two.; call: c1 book {}; agent: Three.; over"
    )]
    [InlineData(
        """{"type":"response.output_text.delta","delta":"Half"}""",
        "agent: Half; error: Lost The agent at AGENT ended its stream in the middle of its answer: response.completed never came. Look at the agent's own log."
    )]
    [InlineData(
        """{"type":"response.failed","response":{"error":{"message":"broke"}}}""",
        "error: OwnError The agent at AGENT answered with an error: \"broke\". Look at the agent's own log."
    )]
    [InlineData(
        """{"type":"error","message":"rate limit"}""",
        "error: OwnError The agent at AGENT answered with an error: \"rate limit\". Look at the agent's own log."
    )]
    public async Task What_a_stream_says(string events, string expected)
    {
        await using var agent = new WireAgent((_, reply) => reply.EventsAsync(events.Split('~')));

        var settings = Settings(agent.Url, """{ "protocol": "openai-responses", "stream": true }""");

        Assert.Equal(expected, string.Join("; ", await TalkAsync(settings, "Hi")));
    }
}

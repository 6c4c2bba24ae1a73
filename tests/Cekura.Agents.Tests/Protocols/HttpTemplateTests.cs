using System.Net;
using Cekura.Agents.Tests.Wire;
using static Cekura.Agents.Tests.Wire.Talking;

namespace Cekura.Agents.Tests.Protocols;

public sealed class HttpTemplateTests
{
    [Theory]
    [InlineData("", "POST /chat", """{"message":"Hi {{run_id}} \"you\"","conversation_id":"c-1"}""")]
    [InlineData(
        """, "body": { "q": ["{{message}}", 1], "all": "{{history}}", "text": "{{history}} of {{run_id}}/{{scenario_id}}", "{{message}}": null }""",
        "POST /chat",
        """{"q":["Hi {{run_id}} \"you\"",1],"all":[{"role":"user","content":"Hi {{run_id}} \"you\""}],"text":"[{\"role\":\"user\",\"content\":\"Hi {{run_id}} \\\"you\\\"\"}] of 7/8","{{message}}":null}"""
    )]
    [InlineData(""", "method": "PUT", "body": "say={{ message }} {{other}}" """, "PUT /chat", "say=Hi {{run_id}} \"you\" {{other}}")]
    [InlineData(
        """, "method": "GET", "url": "URL/{{conversation_id}}?q={{message}}" """,
        "GET /chat/c-1?q=Hi%20%7B%7Brun_id%7D%7D%20%22you%22",
        ""
    )]
    public async Task What_is_asked(string options, string line, string body)
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync("""{ "reply": "Hello" }"""));
        var settings = Settings(
            agent.Url,
            """{ "protocol": "http", "headers": { "X-Session": { "env": "DESK_KEY", "prefix": "{{conversation_id}} " } }OPTIONS }"""
                .Replace("OPTIONS", options, StringComparison.Ordinal)
                .Replace("URL", agent.Url, StringComparison.Ordinal)
        );

        Assert.Equal(["agent: Hello", "over"], await TalkAsync(settings, "Hi {{run_id}} \"you\""));

        var request = Assert.Single(agent.Requests);
        Assert.Equal($"{line} HTTP/1.1", request.Line);
        Assert.Equal(body, request.Body);
        Assert.Equal("c-1 s3cret", request.Headers["x-session"]);
    }

    [Theory]
    [InlineData("", """{ "reply": "Hello" }""", "agent: Hello; over")]
    [InlineData("", """{ "reply": [ "One", 2 ] }""", "agent: One; agent: 2; over")]
    [InlineData("", """{ "reply": "" }""", "over")]
    [InlineData(
        "",
        """{ "answer": "Hello" }""",
        "error: BadAnswer The agent at AGENT answered \"{\"answer\":\"Hello\"}\", which has no words at $.reply. It has to answer JSON with its words at $.reply, or plain text. The option \"reply\" says where they are."
    )]
    [InlineData(
        """, "reply": "$.out[*].text", "end": "$.done", "tool_calls": "$.out[*].calls", "tool_name": "$.fn", "tool_arguments": "$.args", "tool_result": "$.res" """,
        """{ "out": [ { "calls": [ { "fn": "book", "args": { "day": 1 }, "res": { "ok": true } }, { "id": "z", "fn": "ping" } ] }, { "text": "Bye." } ], "done": true }""",
        "call: call_1 book {\"day\":1}; result: call_1 {\"ok\":true}; call: z ping {}; agent: Bye.; end; over"
    )]
    [InlineData(""", "end": "$.done" """, """{ "done": "true" }""", "end; over")]
    [InlineData(""", "end": "$.done" """, """{ "reply": "No", "done": false }""", "agent: No; over")]
    public async Task What_an_answer_says(string options, string answer, string expected)
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync(answer));

        Assert.Equal(expected, string.Join("; ", await TalkAsync(Settings(agent.Url, $$"""{ "protocol": "http"{{options}} }"""), "Hi")));
    }

    [Fact]
    public async Task A_stream_is_joined_and_plain_text_is_taken_as_it_is()
    {
        await using var streaming = new WireAgent(
            (_, reply) => reply.EventsAsync("""{"reply":"One "}""", """{"reply":"two"}""", """{"usage":3}""", "[DONE]")
        );
        await using var plain = new WireAgent((_, reply) => reply.WholeAsync("200 OK", "text/plain; charset=utf-8", "Grüße"));

        Assert.Equal(["agent: One two", "over"], await TalkAsync(Settings(streaming.Url, """{ "protocol": "http" }"""), "Hi"));
        Assert.Equal(["agent: Grüße", "over"], await TalkAsync(Settings(plain.Url, """{ "protocol": "http" }"""), "Hi"));
    }

    [Fact]
    public async Task A_form_is_escaped()
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync("""{ "reply": "Hello" }"""));
        var settings = Settings(
            agent.Url,
            """{ "protocol": "http", "body": "text={{message}}&lang=en", "headers": { "content-type": "application/x-www-form-urlencoded" } }"""
        );

        await TalkAsync(settings, "You & me = 100%");

        var request = Assert.Single(agent.Requests);
        Assert.Equal("text=You%20%26%20me%20%3D%20100%25&lang=en", request.Body);
        Assert.Equal("application/x-www-form-urlencoded", request.Headers["content-type"]);
    }

    [Fact]
    public async Task A_session_in_a_cookie_lasts_as_long_as_the_conversation()
    {
        await using var agent = new WireAgent(
            (request, reply) =>
                reply.WholeAsync(
                    "200 OK",
                    "application/json",
                    $$"""{ "reply": "{{WebUtility.HtmlEncode(request.Headers.GetValueOrDefault("cookie", "new"))}}" }""",
                    "Set-Cookie: session=1\r\n"
                )
        );

        var settings = Settings(agent.Url, """{ "protocol": "http" }""");

        Assert.Equal(["agent: new", "over", "agent: session=1", "over"], await TalkAsync(settings, "Hi", "Again"));
        Assert.Equal("agent: new", (await TalkAsync(settings, "Hi"))[0]);
    }
}

using System.Text.Json.Nodes;
using static Cekura.Agents.Tests.Wire.Talking;

namespace Cekura.Agents.Tests.Peers;

/// <summary>Protocols against implementations that are not ours.</summary>
public sealed class PeerTests(PeerAgents peers) : IClassFixture<PeerAgents>
{
    [PeerFact]
    public async Task Chat_completions_of_mock_llm()
    {
        var settings = Settings(peers["openai-chat"], """{ "protocol": "openai-chat", "model": "desk" }""");

        Assert.Equal(
            ["agent: You said: Hi", "over", "call: c1 book_slot {\"day\":\"Friday\"}", "agent: Booked.", "over"],
            await TalkAsync(settings, "Hi", "Please book Friday")
        );
        Assert.Equal(
            [
                "error: Unauthorized The agent at AGENT answered HTTP 401: \"{\"error\":{\"message\":\"Incorrect API key provided\",\"type\":\"invalid_request_error\"}}\". Check the headers that it expects, and the variables that hold their secrets.",
            ],
            await TalkAsync(settings, "fail")
        );
    }

    [PeerFact]
    public async Task Chat_completions_of_mock_llm_as_a_stream()
    {
        var settings = Settings(peers["openai-chat"], """{ "protocol": "openai-chat", "model": "desk", "stream": true }""");

        Assert.Equal(["agent: You said: Hi there, you all", "over"], await TalkAsync(settings, "Hi there, you all"));
    }

    [PeerFact]
    public async Task AG_UI_as_its_own_library_reads_and_writes_it() =>
        Assert.Equal(
            [
                "agent: One moment.",
                "call: ID book_slot {\"day\":\"Friday\"}",
                "result: ID {\"ok\":true}",
                "agent: Booked, turn 1.",
                "over",
                "agent: One moment.",
                "call: ID book_slot {\"day\":\"Friday\"}",
                "result: ID {\"ok\":true}",
                "agent: Booked, turn 2.",
                "over",
            ],
            (await TalkAsync(Settings(peers["ag-ui"], """{ "protocol": "ag-ui" }"""), "Friday", "Again")).Select(WithoutIds)
        );

    [PeerFact]
    public Task A2A_1_0_of_its_own_library() => BookAsync("a2a", "");

    [PeerFact]
    public Task A2A_1_0_of_its_own_library_where_that_is_said() => BookAsync("a2a", ", \"version\": \"1.0\"");

    [PeerFact]
    public Task A2A_0_3_of_its_own_library() => BookAsync("a2a-both", ", \"version\": \"0.3\"");

    [PeerFact]
    public async Task A2A_0_3_of_mock_llm() =>
        Assert.Equal(["agent: Hi", "over"], await TalkAsync(Settings(peers["a2a-0.3"], """{ "protocol": "a2a" }"""), "Hi"));

    [PeerFact]
    public async Task Activities_of_the_Microsoft_365_Agents_SDK() =>
        Assert.Equal(
            [
                "agent: Hello, caller.",
                "over",
                "agent: You said: Friday",
                "agent: In c-1.",
                "over",
                "agent: Friday\n10 AM is free.",
                "over",
                "agent: Goodbye.",
                "end",
                "over",
            ],
            await TalkAsync(Settings(peers["activity"], """{ "protocol": "activity" }"""), "", "Friday", "a card", "Bye")
        );

    // The SDK turns the error of an agent into words of the agent.
    [PeerFact]
    public async Task An_agent_of_the_Microsoft_365_Agents_SDK_that_fails() =>
        Assert.Equal(
            "agent: The agent encountered an error or bug.",
            (await TalkAsync(Settings(peers["activity"], """{ "protocol": "activity" }"""), "fail"))[0]
        );

    [PeerTheory]
    [InlineData("""{ "url": "URL/json", "body": { "said": "{{message}}", "about": { "conversation": "{{conversation_id}}" } } }""")]
    [InlineData(
        """{ "url": "URL/form", "headers": { "Content-Type": "application/x-www-form-urlencoded" }, "body": "said={{message}}&conversation={{conversation_id}}" }"""
    )]
    [InlineData("""{ "url": "URL/query?said={{message}}&conversation={{conversation_id}}", "method": "GET" }""")]
    public async Task Plain_HTTP_as_express_reads_it(string template)
    {
        var options = JsonNode.Parse(template.Replace("URL", peers["http"], StringComparison.Ordinal))!.AsObject();
        (options["protocol"], options["reply"], options["end"]) = ("http", "$.reply.parts[*].text", "$.over");

        Assert.Equal(
            [
                "agent: You said: Grüße & \"more\" = 100 % 🙂",
                "agent: in c-1",
                "over",
                "agent: You said: Bye",
                "agent: in c-1",
                "end",
                "over",
            ],
            await TalkAsync(Settings("", options.ToJsonString()), "Grüße & \"more\" = 100 % 🙂", "Bye")
        );
    }

    [PeerFact]
    public async Task Plain_text_as_express_reads_it() =>
        Assert.Equal(
            ["agent: You said: Hello there in c-1", "over"],
            await TalkAsync(
                Settings(peers["http"] + "/text/{{conversation_id}}", """{ "protocol": "http", "body": "{{message}}" }"""),
                "Hello there"
            )
        );

    private async Task BookAsync(string peer, string options) =>
        Assert.Equal(
            [
                "agent: You said: Hi",
                "over",
                "agent: Which day?",
                "over",
                "agent: Booked for Friday.",
                "over",
                "agent: You said: Thanks",
                "over",
            ],
            await TalkAsync(Settings(peers[peer], $$"""{ "protocol": "a2a"{{options}} }"""), "Hi", "Please book", "Friday", "Thanks")
        );

    private static string WithoutIds(string line) =>
        line.Split(' ', 3) is [("call:" or "result:") and var what, _, var rest] ? $"{what} ID {rest}" : line;
}

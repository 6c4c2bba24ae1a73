using Cekura.Agents.Lines;
using static Cekura.Agents.Tests.Wire.Talking;

namespace Cekura.Agents.Tests.Peers;

/// <summary>OpenAI's two protocols as an agent of Microsoft Agent Framework has them, with tools that it calls by itself.</summary>
public sealed class AgentFrameworkTests(AgentFrameworkServer server) : IClassFixture<AgentFrameworkServer>
{
    [Theory]
    [InlineData("""{ "protocol": "openai-responses", "model": "desk" }""")]
    [InlineData("""{ "protocol": "openai-responses" }""")]
    public async Task Responses_show_every_call_and_its_result(string options) =>
        Assert.Equal(
            [
                "agent: This is turn 1.",
                "over",
                "call: c1 look_up {\"day\":\"Friday\"}",
                "result: c1 \"Friday is free\"",
                "call: c2 book_slot {\"day\":\"Friday\"}",
                "result: c2 true",
                "agent: Booked for Friday.",
                "over",
                "agent: This is turn 3.",
                "over",
            ],
            (await TalkAsync(Settings($"{server.Url}/v1/responses", options), "Hi", "Please book it", "Thanks")).Select(OnOneLine)
        );

    [Fact]
    public async Task Chat_completions_keep_the_conversation() =>
        Assert.Equal(
            ["agent: This is turn 1.", "over", "agent: Booked for Friday.", "over", "agent: This is turn 3.", "over"],
            await TalkAsync(Chat(isStream: false), "Hi", "Please book it", "Thanks")
        );

    [Fact]
    public async Task A_stream_of_chat_completions_goes_on_when_the_agent_has_called_its_tools() =>
        Assert.Equal(
            [
                "agent: This is turn 1.",
                "over",
                "call: c1 look_up {\"day\":\"Friday\"}",
                "call: c2 book_slot {\"day\":\"Friday\"}",
                "agent: Booked for Friday.",
                "over",
                "agent: This is turn 3.",
                "over",
            ],
            (await TalkAsync(Chat(isStream: true), "Hi", "Please book it", "Thanks")).Select(OnOneLine)
        );

    private AgentSettings Chat(bool isStream) =>
        Settings(
            $"{server.Url}/v1/chat/completions",
            $$"""{ "protocol": "openai-chat", "instructions": "Be brief.", "stream": {{(isStream ? "true" : "false")}} }"""
        );

    // The library writes what tools are given with line breaks.
    private static string OnOneLine(string line) =>
        line.Replace("\n", "", StringComparison.Ordinal)
            .Replace("{  ", "{", StringComparison.Ordinal)
            .Replace("\": \"", "\":\"", StringComparison.Ordinal);
}

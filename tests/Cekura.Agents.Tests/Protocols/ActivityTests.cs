using Cekura.Agents.Tests.Wire;
using static Cekura.Agents.Tests.Wire.Talking;

namespace Cekura.Agents.Tests.Protocols;

public sealed class ActivityTests
{
    [Theory]
    [InlineData(
        """{ "activities": [ { "type": "typing" }, { "type": "message", "text": "One." }, { "type": "message", "text": "Two." }, { "type": "trace" } ] }""",
        "agent: One.; agent: Two.; over"
    )]
    [InlineData(
        """{ "activities": [ { "type": "message", "attachments": [ { "contentType": "application/vnd.microsoft.card.hero", "content": { "title": "Plan", "text": "Gold or silver?" } } ] } ] }""",
        "agent: Plan\nGold or silver?; over"
    )]
    [InlineData(
        """{ "activities": [ { "type": "message", "text": "Goodbye." }, { "type": "endOfConversation", "code": "completedSuccessfully" }, { "type": "message", "text": "late" } ] }""",
        "agent: Goodbye.; end; over"
    )]
    [InlineData("""{ "activities": [] }""", "over")]
    public async Task What_an_answer_says(string answer, string expected)
    {
        await using var agent = new WireAgent((_, reply) => reply.JsonAsync(answer));

        Assert.Equal(expected, string.Join("; ", await TalkAsync(Settings(agent.Url, """{ "protocol": "activity" }"""), "Hi")));
    }

    [Fact]
    public async Task A_turn_is_a_message_and_a_greeting_is_asked_for_as_a_channel_does()
    {
        await using var agent = new WireAgent(
            (_, reply) => reply.JsonAsync("""{ "activities": [ { "type": "message", "text": "Hello" } ] }""")
        );

        await TalkAsync(Settings(agent.Url, """{ "protocol": "activity", "channel": "webchat", "locale": "de-DE" }"""), "", "Hi");

        var (first, second) = (agent.Requests.First().Json, agent.Requests.Last().Json);
        Assert.Equal(("conversationUpdate", "message"), (first["type"]!.ToString(), second["type"]!.ToString()));
        Assert.Equal(2, first["membersAdded"]!.AsArray().Count);
        Assert.Equal(
            ("Hi", "expectReplies", "webchat", "de-DE", "c-1", "c-1-2"),
            (
                second["text"]!.ToString(),
                second["deliveryMode"]!.ToString(),
                second["channelId"]!.ToString(),
                second["locale"]!.ToString(),
                second["conversation"]!["id"]!.ToString(),
                second["id"]!.ToString()
            )
        );
    }
}

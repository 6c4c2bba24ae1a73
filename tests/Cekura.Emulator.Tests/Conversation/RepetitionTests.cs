using static Cekura.Emulator.Tests.Conversation.Conversations;
using static Cekura.Emulator.Tests.Script.Scripts;

namespace Cekura.Emulator.Tests.Conversation;

/// <summary>Agents and callers that go round in circles.</summary>
public sealed class RepetitionTests
{
    [Theory]
    [InlineData(4, false, "Which day?")]
    [InlineData(5, true, "Which day?")]
    [InlineData(5, true, "Which day?", "which  DAY")]
    [InlineData(9, false, "Which day? {0}")]
    [InlineData(10, true, "Which day? Booking {0}.")]
    [InlineData(9, true, "Which day?", "And the time?")]
    [InlineData(12, false, "Which day, {1}?")]
    public async Task The_caller_gives_up_when_the_same_exchange_comes_for_the_fifth_time(
        int asked,
        bool isCircle,
        params string[] questions
    )
    {
        var answers = 0;
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            for (var turn = 0; turn < asked; turn++)
            {
                await side.SayAsync(
                    string.Format(
                        System.Globalization.CultureInfo.InvariantCulture,
                        questions[turn % questions.Length],
                        turn,
                        (char)('a' + turn)
                    )
                );
                answers += (await side.HearAsync())!.Contains("content", StringComparison.Ordinal) ? 1 : 0;
            }

            await side.SendAsync("""{"type":"end_call"}""");
        });

        var record = await PlayAsync(With(agent, "", When(1, "/(?i)day/", "Friday"), When(2, "/time/", "Ten")));

        Assert.Equal(isCircle, record.Break is not null);
        Assert.Equal(
            (isCircle ? asked - 1 : asked, isCircle ? "testing-agent-ended-call" : "main-agent-ended-call"),
            (answers, record.EndedReason)
        );
    }

    [Fact]
    public async Task It_is_said_what_went_round()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            while (true)
            {
                await side.SayAsync("Which day?");
                await side.HearAsync();
            }
        });

        var record = await PlayAsync(With(agent, "", When(1, "/day/", "Friday")) with { MaxIdenticalExchanges = 3 });

        Assert.Equal(
            "The agent went round in circles: it said \"Which day?\" 3 times, and the caller could only answer \"Friday\".",
            record.Break!.Sentence()
        );
        Assert.Contains("\"identical_exchanges\" of the seed's \"limits\"", Assert.Single(record.Break.Details), StringComparison.Ordinal);
    }
}

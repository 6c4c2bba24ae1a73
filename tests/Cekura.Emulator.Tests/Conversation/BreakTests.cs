using System.Net.WebSockets;
using Cekura.Emulator.Conversation;
using Cekura.Testing;
using static Cekura.Emulator.Tests.Conversation.Conversations;
using static Cekura.Emulator.Tests.Script.Scripts;

namespace Cekura.Emulator.Tests.Conversation;

/// <summary>Agents that break off after they were heard, and callers that never heard one.</summary>
public sealed class BreakTests
{
    [Theory]
    [InlineData(1001, null, "(1001)")]
    [InlineData(1008, null, "(1008)")]
    [InlineData(1011, "no database", "(1011 no database)")]
    [InlineData(4000, "done", "(4000 done)")]
    public async Task A_close_with_the_code_of_an_error_breaks_the_connection(int code, string? reason, string said)
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await side.CloseAsync((WebSocketCloseStatus)code, reason);
        });

        var record = await PlayAsync(With(agent, "", When(1, "/hello/i", "Hi")));

        Assert.Equal((ConversationEnd.Completed, "client-disconnect"), (record.End, record.EndedReason));
        Assert.Equal($"The agent broke the connection {said} after turn 1.", record.Break!.Sentence());
        Assert.Equal("The agent ended (exit 3) after turn 1.", record.Break.Sentence(exitCode: 3));
    }

    [Fact]
    public async Task A_dropped_connection_is_broken_whatever_ends_are_tested()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await side.SendAsync("""{"role":"Function Call","data":{"id":"c1","name":"find"}}""");
            await side.HearAsync();
            side.Drop();
        });

        // The caller speaks again only after the agent has called its function, on the busiest machine too.
        var record = await PlayAsync(
            With(agent, "", When(1, "/hello/i", "Hi")) with
            {
                IdleTimeout = TimeSpan.FromSeconds(3),
                EndsUnderTest = Ends("agent", "silence"),
            }
        );

        Assert.Equal("The agent broke the connection without closing it (1006) after turn 3.", record.Break!.Sentence());
        Assert.StartsWith("It lost the connection: ", Assert.Single(record.Break.Details), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_cannot_be_read_are_a_part_of_the_silence()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await side.SendAsync("""{"text":"Which day?"}""");
        });

        // Twice this time passes after the caller's word; the frame is on its way by then on the busiest machine.
        var record = await PlayAsync(
            With(agent, "", When(1, "/hello/i", "Hi")) with
            {
                IdleTimeout = TimeSpan.FromSeconds(2),
                IdleMessages = 1,
            }
        );

        Assert.Equal("The agent fell silent after turn 1.", record.Break!.Sentence());
        Assert.Equal(
            "One frame of the agent could not be read: the text \"{\"text\":\"Which day?\"}\", which is no JSON object that the protocol knows.",
            Assert.Single(record.Break.Details)
        );
    }

    [Fact]
    public async Task A_silence_that_is_tested_is_for_the_outcomes_to_judge()
    {
        await using var agent = await LoopbackAgent.StartAsync(side => side.SayAsync("Hello"));

        var record = await PlayAsync(
            With(agent, "", When(1, "/hello/i", "Hi")) with
            {
                IdleTimeout = TimeSpan.FromMilliseconds(1),
                IdleMessages = 1,
                EndsUnderTest = Ends("silence"),
            }
        );

        Assert.Equal("main-agent-silence-timed-out", record.EndedReason);
        Assert.Null(record.Break);
    }

    [Theory]
    [InlineData("agent", true)]
    [InlineData("time", false)]
    public async Task A_talk_that_is_cut_off_while_both_speak_says_so(string underTest, bool isNoted)
    {
        var time = new VirtualTime();
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await time.WhenTimerDueInAsync(TimeSpan.FromSeconds(10));
            time.Advance(TimeSpan.FromSeconds(6));
            await side.SayAsync("Hello");
            await side.HearAsync();
            time.Advance(TimeSpan.FromSeconds(4));
        });

        var record = await PlayAsync(
            With(agent, "", When(1, "/hello/i", "Hi")) with
            {
                MaxDuration = TimeSpan.FromSeconds(10),
                EndsUnderTest = Ends(underTest),
            },
            time
        );

        Assert.Equal("exceeded-max-duration", record.EndedReason);
        Assert.Null(record.Break);
        Assert.Equal(
            isNoted
                ?
                [
                    "Cut off after 10 s, the longest that this conversation may take: what was still to come could not be judged. Its \"max_duration\" says how long that is.",
                ]
                : [],
            record.Notes
        );
    }

    [Theory]
    [InlineData("caller", null)]
    [InlineData("agent", "The agent said nothing before the caller hung up.")]
    public async Task A_caller_that_hangs_up_at_once_has_heard_nothing(string underTest, string? broke)
    {
        await using var agent = await LoopbackAgent.StartAsync(side => side.HearAsync());

        var record = await PlayAsync(With(agent, "Bye <endcall />") with { EndsUnderTest = Ends(underTest) }, new VirtualTime());

        Assert.Equal((ConversationEnd.Completed, "testing-agent-ended-call"), (record.End, record.EndedReason));
        Assert.Equal(broke, record.Break?.Sentence());
    }

    [Fact]
    public async Task What_cannot_be_read_before_the_caller_hangs_up_was_not_said()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SendAsync("""{"text":"Goodbye"}""");
            await side.CloseAsync(WebSocketCloseStatus.NormalClosure);
        });

        var record = await PlayAsync(With(agent, "Bye <endcall />") with { EndsUnderTest = Ends("caller") }, new VirtualTime());

        Assert.Equal(ConversationEnd.Failed, record.End);
        Assert.Contains(
            "said nothing readable; frames: 1, the first was the text \"{\"text\":\"Goodbye\"}\"",
            record.ErrorMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_error_after_the_caller_has_hung_up_is_a_remark()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await side.CloseAsync(WebSocketCloseStatus.InternalServerError, "boom");
        });

        var record = await PlayAsync(With(agent, "", When(1, "/hello/i", "Bye <endcall />")), new VirtualTime());

        Assert.Null(record.Break);
        Assert.Equal("After the caller had hung up, the agent broke the connection (1011 boom).", Assert.Single(record.Notes));
    }

    [Fact]
    public async Task A_call_that_is_ended_on_request_before_the_agent_speaks_shows_nothing()
    {
        using var endCall = new CancellationTokenSource();
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await endCall.CancelAsync();
        });

        var record = await PlayAsync(With(agent, "Hi"), endCall: endCall.Token);

        Assert.Equal((ConversationEnd.Completed, "user-initiated"), (record.End, record.EndedReason));
        Assert.Equal("The agent said nothing readable before the call was ended on request.", record.Break!.Sentence());
    }

    private static HashSet<string> Ends(params string[] ends) => [.. ends];
}

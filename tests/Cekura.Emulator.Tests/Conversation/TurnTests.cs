using System.Text.Json.Nodes;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Transcripts;
using Cekura.Testing;
using static Cekura.Emulator.Tests.Conversation.Conversations;
using static Cekura.Emulator.Tests.Script.Scripts;

namespace Cekura.Emulator.Tests.Conversation;

public sealed class TurnTests
{
    private const string EndCall = """{"type":"end_call"}""";

    [Theory]
    [InlineData(true, "Hi", "agent: Welcome\ncaller: Hi\nagent: Welcome\ncaller: Thanks")]
    [InlineData(true, "", "agent: Welcome\ncaller: Thanks")]
    [InlineData(null, "", "agent: Welcome\ncaller: Thanks")]
    [InlineData(false, "", "agent: Welcome\ncaller: Thanks")]
    public async Task The_agent_speaks_first(bool? setting, string opening, string transcript)
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            while (true)
            {
                await side.SayAsync("Welcome");
                if (await side.HearAsync() is not { } frame || frame.Contains("end_call", StringComparison.Ordinal))
                {
                    return;
                }
            }
        });

        var record = await PlayAsync(
            With(agent, opening, When(1, "/welcome/i", "Thanks <endcall />")) with
            {
                AgentGivesFirstMessage = setting,
            }
        );

        Assert.Equal(transcript, record.Text());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public async Task The_caller_speaks_first(bool? setting)
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SendAsync("""{"content":"Bye","type":"end_call"}""");
        });

        var record = await PlayAsync(With(agent, "Hi") with { AgentGivesFirstMessage = setting });

        Assert.Equal("caller: Hi\nagent: Bye", record.Text());
    }

    [Fact]
    public async Task Frames_within_the_window_are_one_turn()
    {
        var time = new VirtualTime();
        var window = TimeSpan.FromMilliseconds(300);
        var toolCall = new TaskCompletionSource();
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("One moment.");
            await time.WhenTimerDueWithinAsync(window);
            time.Advance(TimeSpan.FromMilliseconds(200));
            await side.SendAsync("""{"content":"Found you.","metadata":{"part":2}}""");
            await side.SayAsync("Which day?");
            await side.SendAsync("""{"role":"Function Call","data":{"id":"c1"}}""");
            await toolCall.Task;
            await time.WhenTimerDueInAsync(TimeSpan.FromSeconds(10));
            time.Advance(TimeSpan.FromSeconds(10));
            await side.HearAsync();
            await side.SendAsync(EndCall);
        });

        var record = await PlayAsync(With(agent, "", When(1, "/day/", "Friday")) with { JoinWindow = window }, time, turn =>
            _ = turn.Role == TurnRole.ToolCall && toolCall.TrySetResult()
        );

        Assert.Equal("agent: One moment.\nFound you.\nWhich day?\ncall: {\"id\":\"c1\"}\ncaller: Friday", record.Text());
        Assert.Equal([0, 200, 10_200], record.Turns.Select(turn => turn.Start.TotalMilliseconds));
        Assert.Equal(200, record.Turns[0].End.TotalMilliseconds);
    }

    [Fact]
    public async Task Turns_are_told_live_in_their_order()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SayAsync("Name?");
            await side.HearAsync();
            await side.SendAsync(EndCall);
        });
        var live = new List<RecordedTurn>();

        var record = await PlayAsync(With(agent, "Hi", When(1, "/name/i", "Omar")), live: live.Add);

        Assert.Equal(record.Turns, live);
        Assert.Equal(3, live.Count);
        Assert.All(live, turn => Assert.True(turn.Start <= turn.End && turn.End <= record.Duration));
    }

    [Fact]
    public async Task A_silent_action_leaves_the_word_to_the_agent()
    {
        var heard = new TaskCompletionSource();
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("One moment");
            await heard.Task;
            await side.SendAsync("""{"content":"Done","type":"end_call"}""");
        });

        var record = await PlayAsync(With(agent, "", When(1, "/moment/", "<silence time=\"3s\" />")), live: _ => heard.TrySetResult());

        Assert.Equal("agent: One moment\nagent: Done", record.Text());
        Assert.Equal("main-agent-ended-call", record.EndedReason);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.5, 2)]
    public async Task Pauses_are_scaled(double scale, double seconds)
    {
        var time = new VirtualTime();
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SendAsync(EndCall);
        });

        var playing = PlayAsync(With(agent, "<silence time=\"1s\" /><hold time=\"3s\" />Hi") with { SilenceScale = scale }, time);
        foreach (var pause in new[] { 1.5, 0.5 }.Where(_ => scale > 0))
        {
            await time.WhenTimerDueWithinAsync(TimeSpan.FromSeconds(pause));
            time.Advance(TimeSpan.FromSeconds(pause));
        }

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single((await playing).Turns).Start);
    }

    [Fact]
    public async Task The_agents_words_cut_a_silence_short()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await side.SendAsync(EndCall);
        });

        var record = await PlayAsync(With(agent, "<silence time=\"3000s\" />Hi", When(1, "/hello/i", "There")) with { SilenceScale = 1 });

        Assert.Equal(["Hello", "Hi"], record.Turns.Take(2).Select(turn => turn.Content));
    }

    [Fact]
    public async Task Short_messages_stand_in_the_metadata()
    {
        await using var agent = await LoopbackAgent.StartAsync(side => side.SayAsync("Hello"));

        var record = await PlayAsync(
            With(agent, "", When(1, "/hello/i", "<send_sms text=\"One {{test_profile.code}}\" /><send_sms text=\"Two\" /><endcall />")) with
            {
                TestProfile = new JsonObject { ["code"] = 7 },
            }
        );

        Assert.Equal("""{"sent_sms":["One 7","Two"]}""", record.Metadata.ToJsonString());
        Assert.Equal("agent: Hello", record.Text());
    }

    [Fact]
    public async Task A_caller_at_a_loss_that_cannot_hang_up_has_held_a_conversation_that_did_not_fit()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            while (await side.HearAsync() is { } frame && !frame.Contains("end_call", StringComparison.Ordinal))
            {
                await side.SayAsync("And then?");
            }
        });

        var record = await PlayAsync(With(agent, "Hi", When(1, "/never/", "Then")) with { EndCallEnabled = false });

        Assert.Equal(
            (ConversationEnd.Completed, "testing-agent-ended-call", "And then?"),
            (record.End, record.EndedReason, record.Unmatched)
        );
        Assert.Equal(
            "The conversation was ended after 500 turns of the caller. The limit is \"turns\" of the seed's \"limits\", 500.",
            Assert.Single(record.Notes)
        );
        Assert.Equal(ConversationLimits.Turns, record.Turns.Count(turn => turn.Role == "Testing Agent"));
    }

    [Fact]
    public async Task A_conversation_that_neither_ends_is_ended()
    {
        var said = 'a';
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            while (await side.HearAsync() is { } frame && !frame.Contains("end_call", StringComparison.Ordinal))
            {
                await side.SayAsync($"And {said++}?");
            }
        });

        var record = await PlayAsync(With(agent, "Hi", When(1, "/./", "And then")) with { MaxTurns = 20 });

        Assert.Equal((ConversationEnd.Completed, "testing-agent-ended-call"), (record.End, record.EndedReason));
        Assert.Equal("The agent came to no end within 20 turns of the caller.", record.Break!.Sentence());
        Assert.Equal(
            "Give the script an entry with <endcall />, or let the agent send end_call. The limit is \"turns\" of the seed's \"limits\", 20.",
            Assert.Single(record.Break.Details)
        );
        Assert.Equal(40, record.Turns.Count);
    }
}

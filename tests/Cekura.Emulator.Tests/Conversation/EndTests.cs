using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Cekura.Emulator.Conversation;
using Cekura.Testing;
using Microsoft.AspNetCore.Http.Features;
using static Cekura.Emulator.Tests.Conversation.Conversations;
using static Cekura.Emulator.Tests.Script.Scripts;

namespace Cekura.Emulator.Tests.Conversation;

public sealed class EndTests
{
    private const string EndCall = """{"type":"end_call"}""";

    [Fact]
    public async Task The_caller_waits_a_second_after_its_end_call_and_closes_with_1000()
    {
        var time = new VirtualTime();
        var second = TimeSpan.FromSeconds(1);
        var closedEarly = true;
        string? last = null;
        WebSocketCloseStatus? status = null;
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            last = await side.HearAsync();
            await time.WhenTimerDueWithinAsync(second);
            var next = side.HearAsync();
            time.Advance(second - TimeSpan.FromTicks(1));
            closedEarly = next.IsCompleted;
            time.Advance(TimeSpan.FromTicks(1));
            await next;
            status = side.CloseStatus;
        });

        var record = await PlayAsync(With(agent, "Bye <endcall />"), time);

        Assert.Equal("""{"content":"Bye","type":"end_call"}""", last);
        Assert.False(closedEarly, "The agent has a second to add something.");
        Assert.Equal(WebSocketCloseStatus.NormalClosure, status);
        Assert.Equal("testing-agent-ended-call", record.EndedReason);
        Assert.Equal(ConversationEnd.Completed, record.End);
        Assert.Equal(TimeSpan.Zero, record.Duration);
    }

    [Fact]
    public async Task What_the_agent_adds_after_the_end_is_recorded()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SendAsync("""{"role":"Function Call","data":{"id":"c9"}}""");
            await side.SendAsync("""{"content":"Goodbye","metadata":{"late":true}}""");
            await side.CloseAsync(WebSocketCloseStatus.NormalClosure);
        });

        // The second that it gets does not pass by itself, however busy this machine is.
        var record = await PlayAsync(With(agent, "Bye <endcall />"), new VirtualTime());

        Assert.Equal("caller: Bye\ncall: {\"id\":\"c9\"}\nagent: Goodbye", record.Text());
        Assert.Equal("""{"late":true}""", record.Metadata.ToJsonString());
        Assert.Equal("testing-agent-ended-call", record.EndedReason);
    }

    [Fact]
    public async Task An_endcall_without_words_is_a_bare_end_call()
    {
        string? heard = null;
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            heard = await side.HearAsync();
            await side.CloseAsync(WebSocketCloseStatus.NormalClosure);
        });

        var record = await PlayAsync(With(agent, "", When(1, "/hello/i", "<endcall />")));

        Assert.Equal(EndCall, heard);
        Assert.Equal("agent: Hello", record.Text());
    }

    [Fact]
    public async Task An_agent_that_closes_without_a_code_has_ended_the_call()
    {
        await using var agent = await LoopbackAgent.ServeAsync(async context =>
        {
            using var key = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
            key.AppendData(Encoding.ASCII.GetBytes(context.Request.Headers.SecWebSocketKey + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"));
            context.Response.Headers.SecWebSocketAccept = Convert.ToBase64String(key.GetHashAndReset());
            context.Response.Headers.Upgrade = "websocket";
            await using var wire = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
            await wire.WriteAsync((byte[])[0x81, 19, .. "{\"content\":\"Hello\"}"u8, 0x88, 0]);
            await wire.ReadExactlyAsync(new byte[1]);
        });

        var record = await PlayAsync(With(agent, "", When(1, "/hello/i", "Hi")));

        Assert.Equal("agent: Hello", record.Text());
        Assert.Equal("main-agent-ended-call", record.EndedReason);
        Assert.Null(record.Break);
    }

    [Fact]
    public async Task An_agent_that_closes_has_ended_the_call()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await side.CloseAsync(WebSocketCloseStatus.NormalClosure);
        });

        var record = await PlayAsync(With(agent, "", When(1, "/hello/i", "Hi")));

        Assert.Equal(ConversationEnd.Completed, record.End);
        Assert.Equal("main-agent-ended-call", record.EndedReason);
        Assert.Null(record.Break);
    }

    [Fact]
    public async Task An_agent_that_closes_before_its_first_word_fails_with_its_reason()
    {
        await using var agent = await LoopbackAgent.StartAsync(side =>
            side.CloseAsync(WebSocketCloseStatus.PolicyViolation, "wrong secret")
        );

        var record = await PlayAsync(With(agent, ""));

        Assert.Equal(ConversationEnd.Failed, record.End);
        Assert.Equal("main-agent-did-not-answer", record.EndedReason);
        Assert.StartsWith(
            $"The agent at {agent.Url} closed the connection with code 1008 (wrong secret) and never said a word.",
            record.ErrorMessage,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_dropped_connection_ends_the_call()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            side.Drop();
        });

        var record = await PlayAsync(With(agent, "", When(1, "/hello/i", "Hi")));

        Assert.Equal(ConversationEnd.Completed, record.End);
        Assert.Equal("client-disconnect", record.EndedReason);
        Assert.Equal("agent: Hello\ncaller: Hi", record.Text());
    }

    [Fact]
    public async Task A_connection_dropped_before_the_first_word_fails()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            side.Drop();
        });

        var record = await PlayAsync(With(agent, "Hi"));

        Assert.Equal(ConversationEnd.Failed, record.End);
        Assert.StartsWith($"The agent at {agent.Url} lost the connection", record.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_frame_of_more_than_1_MB_ends_the_conversation()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await side.SayAsync(new string('x', 1024 * 1024));
        });

        var record = await PlayAsync(With(agent, "", When(1, "/hello/i", "Hi")));

        Assert.Equal((ConversationEnd.Completed, "testing-agent-ended-call"), (record.End, record.EndedReason));
        Assert.Equal("The agent sent one frame of more than 1 MB after turn 1.", record.Break!.Sentence());
        Assert.Equal("agent: Hello\ncaller: Hi", record.Text());
    }

    [Theory]
    [InlineData(
        """{"content":"and"}""",
        "Completed",
        "does not stop talking: 2000 frames without a pause of 300000 ms in which the caller could answer after turn 1."
    )]
    [InlineData(null, "Failed", "at AGENT sent more than 16 MB in one conversation and never said a word. It has to send")]
    public async Task An_agent_that_never_stops_is_stopped(string? frame, string end, string message)
    {
        frame ??= $$$"""{"metadata":{"x":"{{{new string('x', 500_000)}}}"}}""";
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            while (true)
            {
                await side.SendAsync(frame);
            }
        });

        // No machine is so busy that this is the pause between two frames.
        var record = await PlayAsync(With(agent, "") with { JoinWindow = TimeSpan.FromMinutes(5) });

        Assert.Equal(end, record.End.ToString());
        Assert.StartsWith(
            $"The agent {message.Replace("AGENT", agent.Url.ToString(), StringComparison.Ordinal)}",
            record.Break!.Sentence(),
            StringComparison.Ordinal
        );
        Assert.True(record.Turns.Count <= 101, "The transcript stays short.");
    }

    [Fact]
    public async Task A_call_that_is_ended_on_request_after_words_is_completed()
    {
        using var endCall = new CancellationTokenSource();
        string? last = null;
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await endCall.CancelAsync();
            last = await side.HearAsync();
        });

        var record = await PlayAsync(With(agent, "Hi"), endCall: endCall.Token);

        Assert.Equal(ConversationEnd.Completed, record.End);
        Assert.Equal("user-initiated", record.EndedReason);
        Assert.Equal("caller: Hi", record.Text());
        Assert.Equal(EndCall, last);
    }

    [Fact]
    public async Task A_call_that_is_ended_on_request_before_any_word_is_cancelled()
    {
        using var endCall = new CancellationTokenSource();
        await using var agent = await LoopbackAgent.StartAsync(_ => endCall.CancelAsync());

        var record = await PlayAsync(With(agent, ""), endCall: endCall.Token);

        Assert.Equal(ConversationEnd.Cancelled, record.End);
        Assert.Equal("run-cancelled-by-user", record.EndedReason);
        Assert.Null(record.ErrorMessage);
    }
}

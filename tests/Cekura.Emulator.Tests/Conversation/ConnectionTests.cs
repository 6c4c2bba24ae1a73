using System.Net;
using System.Net.Sockets;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Tests.Script;
using Cekura.Emulator.Transcripts;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using static Cekura.Emulator.Tests.Conversation.Conversations;

namespace Cekura.Emulator.Tests.Conversation;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Headers_reach_the_agent_unchanged()
    {
        HeaderDictionary? headers = null;
        await using var agent = await LoopbackAgent.StartAsync(side =>
        {
            headers = new HeaderDictionary(side.Headers.ToDictionary());
            return side.SendAsync("""{"type":"end_call"}""");
        });

        await PlayAsync(
            With(agent, "Hi") with
            {
                Headers = new Dictionary<string, string>
                {
                    ["X-VOCERA-SECRET"] = "s 3",
                    ["X-VOCERA-RUN-ID"] = "5544",
                    ["X-Customer"] = "",
                    ["Authorization"] = "Bearer t",
                },
            }
        );

        Assert.Equal("s 3", headers!["X-VOCERA-SECRET"]);
        Assert.Equal("5544", headers["X-VOCERA-RUN-ID"]);
        Assert.Equal("", headers["X-Customer"]);
        Assert.Equal("Bearer t", headers["Authorization"]);
    }

    [Theory]
    [InlineData("bad name", "s3cret")]
    [InlineData("X-Name", "two\nlines")]
    [InlineData("X-Name", "Zoë")]
    public async Task A_header_that_cannot_be_sent_is_named_without_its_value(string name, string value)
    {
        await using var agent = await LoopbackAgent.StartAsync(_ => Task.CompletedTask);

        var record = await PlayAsync(With(agent, "Hi") with { Headers = new Dictionary<string, string> { [name] = value } });

        AssertFailed(record, EndedReason.NotConnected, $"The header '{name}' cannot be sent to {agent.Url}: ");
        Assert.DoesNotContain(value, record.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "Check the secret and the headers that the agent expects.")]
    [InlineData(403, "Check the secret and the headers that the agent expects.")]
    [InlineData(404, "Check the path of websocket_url.")]
    [InlineData(500, "Look at the agent's own log.")]
    [InlineData(200, "Check that websocket_url is the agent's WebSocket address.")]
    public async Task A_rejected_handshake_fails_with_its_status(int status, string advice)
    {
        await using var agent = await LoopbackAgent.ServeAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        var record = await PlayAsync(With(agent, "Hi"));

        AssertFailed(record, EndedReason.Rejected, $"{agent.Url} rejected the WebSocket handshake with HTTP {status}. {advice}");
    }

    [Fact]
    public async Task There_is_no_listener()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var record = await PlayAsync(To(new Uri($"ws://user:secret@127.0.0.1:{port}/chat?key=secret"), Scripts.Of("Hi")));

        AssertFailed(
            record,
            EndedReason.NotConnected,
            $"Nothing listens at ws://127.0.0.1:{port}/chat. Start the agent, or let the seed's agents[].launch start it."
        );
        Assert.DoesNotContain("secret", record.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.Zero, record.Duration);
    }

    [Fact]
    public async Task An_agent_without_tls_behind_wss()
    {
        await using var agent = await LoopbackAgent.StartAsync(_ => Task.CompletedTask);

        var record = await PlayAsync(To(new UriBuilder(agent.Url) { Scheme = "wss" }.Uri, Scripts.Of("Hi")));

        AssertFailed(record, EndedReason.NotConnected, "There is no secure connection to wss://127.0.0.1:");
    }

    [Theory]
    [InlineData("http://127.0.0.1/chat", "http://127.0.0.1/chat is no WebSocket address. Let websocket_url begin with ws:// or wss://.")]
    [InlineData("/chat", " is no WebSocket address. Let websocket_url begin with ws:// or wss://.")]
    public async Task An_address_of_another_kind(string url, string message)
    {
        var record = await PlayAsync(To(new Uri(url, UriKind.RelativeOrAbsolute), Scripts.Of("Hi")));

        Assert.Equal(ConversationEnd.Failed, record.End);
        Assert.Contains(message, record.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_that_is_never_answered()
    {
        var time = new FakeTimeProvider();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var playing = PlayAsync(To(new Uri($"ws://{listener.LocalEndpoint}/"), Scripts.Of("Hi")), time);
        using var connection = await listener.AcceptTcpClientAsync();
        time.Advance(TimeSpan.FromSeconds(30));

        AssertFailed(
            await playing,
            EndedReason.DidNotAnswer,
            $"ws://{listener.LocalEndpoint}/ did not answer the WebSocket handshake within 30 s."
        );
    }

    [Fact]
    public async Task A_call_ended_while_it_connects_is_cancelled()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var endCall = new CancellationTokenSource();

        var playing = PlayAsync(To(new Uri($"ws://{listener.LocalEndpoint}/"), Scripts.Of("Hi")), endCall: endCall.Token);
        using var connection = await listener.AcceptTcpClientAsync();
        await endCall.CancelAsync();

        var record = await playing;
        Assert.Equal(ConversationEnd.Cancelled, record.End);
        Assert.Equal("run-cancelled-by-user", record.EndedReason);
    }

    private static void AssertFailed(ConversationRecord record, string reason, string message)
    {
        Assert.Equal(ConversationEnd.Failed, record.End);
        Assert.Equal(reason, record.EndedReason);
        Assert.StartsWith(message, record.ErrorMessage, StringComparison.Ordinal);
        Assert.Empty(record.Turns);
    }
}

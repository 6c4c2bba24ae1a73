using System.Net.WebSockets;
using System.Text;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Tests.Conversation;
using Microsoft.AspNetCore.Http;

namespace Cekura.Emulator.Tests.Protocols;

/// <summary>What a seed says of an agent that speaks over a WebSocket, beyond its address.</summary>
public sealed class WebSocketSettingsTests
{
    [Theory]
    [InlineData("""{ "websocket_url": "URL", "turn_pause_ms": 0 }""")]
    [InlineData("""{ "protocol": "websocket", "websocket_url": "URL", "turn_pause_ms": 0 }""")]
    [InlineData("""{ "protocol": "websocket", "url": "URL", "turn_pause_ms": 0, "headers": { "X-Env": "test" } }""")]
    public async Task A_turn_ends_with_the_pause_that_the_seed_says(string agent)
    {
        var headers = "";
        await using var server = await LoopbackAgent.StartAsync(async side =>
        {
            headers = side.Headers["X-Env"].ToString();
            await side.HearAsync();
            await side.SendAsync("""{"content":"Your"}""");

            // Without a pause the first words are the turn, and are answered before the next ones are said.
            await side.HearAsync();
            await side.SendAsync("""{"content":"name?"}""");
            await side.HearAsync();
            await side.SendAsync("""{"content":"Thanks."}""");
        });
        await using var bench = new EmulatorBench(Seed(agent.Replace("URL", server.Url.ToString(), StringComparison.Ordinal)));

        var run = await RunAsync(bench);

        Assert.Equal(
            ["Hi", "Your", "Sorry, could you say that again?", "name?", "Omar", "Thanks."],
            run["transcript_object"]!.AsArray().Select(turn => turn!["content"]!.ToString())
        );
        Assert.Equal(agent.Contains("X-Env", StringComparison.Ordinal) ? "test" : "", headers);
    }

    [Theory]
    [InlineData(100, "completed", true)]
    [InlineData(2_000_000, "failed", false)]
    public async Task Frames_may_be_packed_and_count_as_what_they_hold(int length, string status, bool success)
    {
        var offered = "";
        await using var server = await LoopbackAgent.ServeAsync(async context =>
        {
            offered = context.Request.Headers.SecWebSocketExtensions.ToString();
            var packed = new WebSocketAcceptContext { DangerousEnableCompression = true };
            using var socket = await context.WebSockets.AcceptWebSocketAsync(packed);
            await socket.ReceiveAsync(new byte[1000], context.RequestAborted);
            await SendAsync(socket, $$"""{"content":"Your name{{new string('?', length)}}"}""", context.RequestAborted);
            await socket.ReceiveAsync(new byte[1000], context.RequestAborted);
            await SendAsync(socket, """{"content":"Goodbye.","type":"end_call"}""", context.RequestAborted);
            await socket.ReceiveAsync(new byte[1000], context.RequestAborted);
        });
        await using var bench = new EmulatorBench(
            Seed($$"""{ "websocket_url": "{{server.Url}}" }"""),
            options: EmulatorBench.OneFrameTurns
        );

        var run = await RunAsync(bench);

        Assert.Contains("permessage-deflate", offered, StringComparison.Ordinal);
        Assert.Equal((status, success), (run["status"]!.ToString(), run["success"]?.GetValue<bool>() is true));
        Assert.Equal(
            success
                ? ""
                : $"The agent at {server.Url} sent one frame of more than 1 MB and never said a word. It has to send text frames such as {{\"content\": \"Hello\"}}.",
            run["error_message"]!.ToString()
        );
    }

    private static Task SendAsync(WebSocket socket, string text, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    private static Task<System.Text.Json.Nodes.JsonNode> RunAsync(EmulatorBench bench) => ProtocolRunTests.RunAsync(bench);

    private static string Seed(string agent) => ProtocolRunTests.Seed(agent[1..^1], """{ "agent_says": "name" }""");
}

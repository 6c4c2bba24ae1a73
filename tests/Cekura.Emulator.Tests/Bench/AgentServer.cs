using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.Emulator.Tests.Bench;

/// <summary>
/// An agent on a real socket: answers what the caller says with the frames that a test gives, and hangs up when the caller does.
/// </summary>
internal sealed class AgentServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private AgentServer(WebApplication server) => _server = server;

    public Uri Url => new(_server.Urls.First().Replace("http:", "ws:", StringComparison.Ordinal) + "/chat");

    /// <param name="answer">What the caller said; frames to send.</param>
    /// <param name="port">0: any.</param>
    /// <param name="greeting">The frame that it opens with; null: it waits.</param>
    public static async Task<AgentServer> StartAsync(Func<string, IEnumerable<string>> answer, int port = 0, string? greeting = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var server = builder.Build();
        server.UseWebSockets();
        server.MapGet("/health", () => "well");
        server.Map("/chat", (HttpContext context) => TalkAsync(context, answer, greeting));
        await server.StartAsync();
        return new(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task TalkAsync(HttpContext context, Func<string, IEnumerable<string>> answer, string? greeting)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        if (greeting is not null)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(greeting), WebSocketMessageType.Text, endOfMessage: true, context.RequestAborted);
        }

        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, context.RequestAborted);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
                return;
            }

            var heard = JsonNode.Parse(buffer.AsSpan(0, received.Count))!;
            foreach (var frame in answer(heard["content"]?.ToString() ?? ""))
            {
                await socket.SendAsync(
                    Encoding.UTF8.GetBytes(frame),
                    WebSocketMessageType.Text,
                    endOfMessage: true,
                    context.RequestAborted
                );
            }

            // An agent that stayed would be waited for.
            if (heard["type"]?.ToString() == "end_call")
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
            }
        }
    }
}

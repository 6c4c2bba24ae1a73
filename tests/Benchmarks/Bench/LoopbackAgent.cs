using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.Benchmarks.Bench;

/// <summary>An agent that answers at once, and hangs up when the caller does.</summary>
internal sealed class LoopbackAgent : IAsyncDisposable
{
    private readonly WebApplication _server;

    private LoopbackAgent(WebApplication server) => _server = server;

    public Uri Address => new UriBuilder(_server.Urls.First()) { Scheme = Uri.UriSchemeWs }.Uri;

    public static async Task<LoopbackAgent> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.UseWebSockets();
        server.Run(AnswerAsync);
        await server.StartAsync(cancellationToken);
        return new LoopbackAgent(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task AnswerAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var heard = new byte[4096];
        for (var turn = 1; ; turn++)
        {
            var message = await socket.ReceiveAsync(heard, context.RequestAborted);
            if (message.MessageType == WebSocketMessageType.Close || heard.AsSpan(0, message.Count).IndexOf("end_call"u8) >= 0)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, context.RequestAborted);
                return;
            }

            await socket.SendAsync(
                Encoding.UTF8.GetBytes($$"""{"content":"Answer {{turn}}. Which day suits you?"}"""),
                WebSocketMessageType.Text,
                endOfMessage: true,
                context.RequestAborted
            );
        }
    }
}

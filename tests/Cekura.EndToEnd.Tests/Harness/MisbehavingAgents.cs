using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Cekura.EndToEnd.Tests.Harness;

/// <summary>One server, one misbehaving agent a path.</summary>
internal sealed class MisbehavingAgents : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MisbehavingAgents(WebApplication app) => _app = app;

    public string Address => _app.Urls.First().Replace("http://", "ws://", StringComparison.Ordinal);

    public static async Task<MisbehavingAgents> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseWebSockets();
        app.Map("/rejects", () => Results.StatusCode(403));
        Agent(app, "/silent", async socket => await ListenAsync(socket));
        Agent(app, "/binary", async socket =>
        {
            await socket.SendAsync(new byte[] { 1, 2, 3 }, WebSocketMessageType.Binary, endOfMessage: true, default);
            await ListenAsync(socket);
        });
        Agent(app, "/prose", async socket =>
        {
            await SayAsync(socket, "Hello, this is not JSON.");
            await ListenAsync(socket);
        });
        Agent(app, "/unreadable", async socket =>
        {
            await SayAsync(socket, """{"text":"Welcome!"}""");
            await SayAsync(socket, """{"type":"end_call"}""");
            await ListenAsync(socket);
        });
        Agent(app, "/mumbles", async socket =>
        {
            await SayAsync(socket, """{"text":"Hm."}""");
            await SayAsync(socket, """{"content":"Welcome! Goodbye.","type":"end_call"}""");
            await ListenAsync(socket);
        });
        Agent(app, "/throws", async socket =>
        {
            await WelcomeAsync(socket);
            await socket.CloseAsync(WebSocketCloseStatus.InternalServerError, "boom", default);
        });

        // Whoever returns without closing drops the connection.
        Agent(app, "/drops", WelcomeAsync);
        Agent(app, "/falls-silent", async socket =>
        {
            await WelcomeAsync(socket);
            await ListenAsync(socket);
        });
        Agent(app, "/closes", socket => socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", default));
        Agent(app, "/chatters", async socket =>
        {
            while (socket.State == WebSocketState.Open)
            {
                await SayAsync(socket, """{"content":"And another thing."}""");
            }
        });
        Agent(app, "/reworded", async socket =>
        {
            while (await HearAsync(socket))
            {
                await SayAsync(socket, """{"content":"Northside Clinic. How may we serve you?"}""");
            }
        });
        await app.StartAsync();
        return new MisbehavingAgents(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Agent(WebApplication app, string path, Func<WebSocket, Task> talk) => app.Map(path, async (HttpContext context) =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            try
            {
                await talk(socket);
            }
            catch (WebSocketException)
            {
                // The caller hung up.
            }
        });

    private static async Task WelcomeAsync(WebSocket socket)
    {
        var buffer = new byte[4096];
        await SayAsync(socket, """{"content":"Welcome!"}""");
        await socket.ReceiveAsync(buffer.AsMemory(), default);
    }

    private static Task SayAsync(WebSocket socket, string text) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, default);

    private static async Task<bool> HearAsync(WebSocket socket)
    {
        var buffer = new byte[4096];
        var received = await socket.ReceiveAsync(buffer, default);
        return received.MessageType == WebSocketMessageType.Text
            && !Encoding.UTF8.GetString(buffer, 0, received.Count).Contains("end_call", StringComparison.Ordinal);
    }

    private static async Task ListenAsync(WebSocket socket)
    {
        var buffer = new byte[4096];
        while (socket.State == WebSocketState.Open)
        {
            await socket.ReceiveAsync(buffer.AsMemory(), default);
        }
    }
}

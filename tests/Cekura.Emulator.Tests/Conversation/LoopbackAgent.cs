using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Cekura.Emulator.Tests.Conversation;

/// <summary>An agent under test: a real WebSocket server on a free port of the loopback, played by a delegate.</summary>
internal sealed class LoopbackAgent : IAsyncDisposable
{
    private readonly WebApplication _server;

    private LoopbackAgent(WebApplication server) => _server = server;

    public Uri Url => new($"ws://127.0.0.1:{new Uri(_server.Urls.First()).Port}/chat");

    /// <summary>
    /// Answers the handshake and lets <paramref name="play"/> speak; afterwards the socket is left as it is until the caller closes.
    /// </summary>
    public static Task<LoopbackAgent> StartAsync(Func<AgentSide, Task> play, int port = 0) =>
        ServeAsync(port: port, answer: async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            var side = new AgentSide(socket, context);
            try
            {
                await play(side);
                await side.AwaitCloseAsync();
            }
            catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
            {
                // The caller is gone; what it recorded is what the test looks at.
            }
        });

    /// <summary>Answers every request by <paramref name="answer"/>.</summary>
    public static async Task<LoopbackAgent> ServeAsync(RequestDelegate answer, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.Configure<Microsoft.Extensions.Hosting.HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        var server = builder.Build();
        server.UseWebSockets();
        server.Run(answer);
        await server.StartAsync();
        return new LoopbackAgent(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}

using System.Net;
using System.Net.WebSockets;

namespace Cekura.Voice.Tests;

/// <summary>A voice agent on a real socket that behaves as a test says.</summary>
internal sealed class MadeAgent : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _over = new();
    private readonly Task _serving;

    public MadeAgent(Func<WebSocket, CancellationToken, Task> behave)
    {
        var port = FreePort();
        Url = new Uri($"ws://127.0.0.1:{port}/");
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _serving = ServeAsync(behave);
    }

    public Uri Url { get; }

    public async Task<WebSocket> ConnectAsync()
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(Url, CancellationToken.None);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Close();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task ServeAsync(Func<WebSocket, CancellationToken, Task> behave)
    {
        var context = await _listener.GetContextAsync();
        using var socket = (await context.AcceptWebSocketAsync(subProtocol: null)).WebSocket;
        await behave(socket, _over.Token);
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}

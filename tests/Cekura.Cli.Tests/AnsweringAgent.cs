using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Cekura.Cli.Tests;

/// <summary>A voice agent on a real socket that answers each speech with a tone.</summary>
internal sealed class AnsweringAgent : IAsyncDisposable
{
    private const int Rate = 16_000;

    private readonly HttpListener _listener = new();
    private readonly Task _serving;
    private readonly int _port = FreePort();

    public AnsweringAgent()
    {
        _listener.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public string Url => $"ws://127.0.0.1:{_port}/call";

    /// <summary>Called when the caller hangs up.</summary>
    public Action? Left { get; set; }

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task ServeAsync()
    {
        var context = await _listener.GetContextAsync();
        using var socket = (await context.AcceptWebSocketAsync(subProtocol: null)).WebSocket;
        var message = new byte[64 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(message, CancellationToken.None);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                Left?.Invoke();
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, CancellationToken.None);
                return;
            }

            if (
                received.MessageType == WebSocketMessageType.Text
                && Encoding.UTF8.GetString(message, 0, received.Count).Contains("speech.completed", StringComparison.Ordinal)
            )
            {
                await socket.SendAsync(Tone(), WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None);
            }
        }
    }

    private static byte[] Tone()
    {
        var samples = new short[Rate / 2];
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = (short)(index % 16 < 8 ? 8_000 : -8_000);
        }

        return MemoryMarshal.AsBytes(samples.AsSpan()).ToArray();
    }

    private static int FreePort()
    {
        using var probe = new Socket(SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}

using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Cekura.Emulator.Tests.Conversation;

/// <summary>What an agent under test can do with its side of the connection.</summary>
internal sealed class AgentSide(WebSocket socket, HttpContext context)
{
    private readonly byte[] _buffer = new byte[4096];
    private bool _callIsOver;

    public IHeaderDictionary Headers => context.Request.Headers;

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public Task SayAsync(string content) => SendAsync($$"""{"content":"{{content}}"}""");

    public Task SendAsync(string frame) => SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text);

    public Task SendAsync(byte[] frame, WebSocketMessageType type) =>
        socket.SendAsync(frame, type, endOfMessage: true, CancellationToken.None);

    /// <summary>The caller's next frame as JSON text; null when it closes.</summary>
    public async Task<string?> HearAsync()
    {
        var part = await socket.ReceiveAsync(_buffer, CancellationToken.None);
        if (part.MessageType == WebSocketMessageType.Close)
        {
            return null;
        }

        var frame = Encoding.UTF8.GetString(_buffer, 0, part.Count);
        _callIsOver |= frame.Contains("\"type\":\"end_call\"", StringComparison.Ordinal);
        return frame;
    }

    public Task CloseAsync(WebSocketCloseStatus status, string? reason = null) =>
        socket.CloseOutputAsync(status, reason, CancellationToken.None);

    /// <summary>Ends the connection without a closing handshake.</summary>
    public void Drop() => context.Abort();

    /// <summary>Reads until the caller ends the call or closes, then closes as well.</summary>
    public async Task AwaitCloseAsync()
    {
        while (!_callIsOver && socket.State is WebSocketState.Open or WebSocketState.CloseSent && await HearAsync() is not null) { }

        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await CloseAsync(WebSocketCloseStatus.NormalClosure);
        }
    }
}

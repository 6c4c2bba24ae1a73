using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace AppointmentAgent.Chat;

/// <summary>A WebSocket that carries whole text frames.</summary>
internal sealed class FrameSocket(WebSocket socket)
{
    private const int MaxFrameBytes = 64 * 1024;

    private readonly byte[] _buffer = new byte[MaxFrameBytes];

    public async Task SendAsync(JsonObject frame, CancellationToken cancellationToken) =>
        await socket.SendAsync(
            Encoding.UTF8.GetBytes(frame.ToJsonString()),
            WebSocketMessageType.Text,
            endOfMessage: true,
            cancellationToken
        );

    /// <summary>The next text frame, valid until the next call; null when the caller has closed or sends more than fits.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancellationToken)
    {
        for (var length = 0; length < _buffer.Length; )
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (part.MessageType is WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part is { EndOfMessage: true, MessageType: WebSocketMessageType.Text })
            {
                return _buffer.AsMemory(0, length);
            }

            length = part.EndOfMessage ? 0 : length;
        }

        return null;
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "The call is over.", cancellationToken);
        }
    }
}

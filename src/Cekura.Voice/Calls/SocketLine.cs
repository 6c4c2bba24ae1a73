using System.Net.WebSockets;

namespace Cekura.Voice.Calls;

/// <summary>A WebSocket that carries a call: whole messages in, bounds, and how it ended.</summary>
/// <param name="socket">The connection, open; disposed with the line.</param>
/// <param name="time">The clock of its limits.</param>
internal sealed class SocketLine(WebSocket socket, TimeProvider time) : IDisposable
{
    private const int MaxMessage = 8 * 1024 * 1024;
    private const int FirstBuffer = 16 * 1024;

    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(1);

    /// <summary>Reads messages until the other side ends the connection.</summary>
    /// <param name="take">Takes a message: its bytes, and whether it is text. Its answer ends the call; null: it goes on.</param>
    /// <param name="cancellationToken">Ends it on this side.</param>
    public async Task<CallEnd> ReadAsync(Func<ReadOnlyMemory<byte>, bool, CallEnd?> take, CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstBuffer];
        var held = 0;
        try
        {
            while (true)
            {
                if (held == buffer.Length)
                {
                    Array.Resize(ref buffer, 2 * buffer.Length);
                }

                var part = await socket.ReceiveAsync(buffer.AsMemory(held), cancellationToken).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return Closed();
                }

                held += part.Count;
                if (held > MaxMessage)
                {
                    return new(IsInOrder: false, $"sent a message of more than {MaxMessage} bytes");
                }

                if (part.EndOfMessage)
                {
                    if (take(buffer.AsMemory(0, held), part.MessageType == WebSocketMessageType.Text) is { } end)
                    {
                        return end;
                    }

                    held = 0;
                }
            }
        }
        catch (WebSocketException)
        {
            return new(IsInOrder: false, "broke the connection without closing it (1006)");
        }
    }

    /// <summary>Sends a message.</summary>
    /// <exception cref="CallException">The connection is gone.</exception>
    public async Task SendAsync(ReadOnlyMemory<byte> message, bool isText, CancellationToken cancellationToken)
    {
        try
        {
            await socket
                .SendAsync(message, isText ? WebSocketMessageType.Text : WebSocketMessageType.Binary, endOfMessage: true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception e) when (e is WebSocketException or ObjectDisposedException or InvalidOperationException)
        {
            throw new CallException("the connection is gone", e);
        }
    }

    /// <summary>Closes the connection, and waits a moment for the other side.</summary>
    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(Closing, time);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It is gone already.
        }
    }

    public void Dispose() => socket.Dispose();

    private CallEnd Closed()
    {
        var code = (int)(socket.CloseStatus ?? WebSocketCloseStatus.NormalClosure);
        var reason = string.IsNullOrWhiteSpace(socket.CloseStatusDescription) ? "" : $", \"{socket.CloseStatusDescription}\"";
        return
            code
                is (int)WebSocketCloseStatus.NormalClosure
                    or (int)WebSocketCloseStatus.EndpointUnavailable
                    or (int)WebSocketCloseStatus.Empty
            ? new(IsInOrder: true, "hung up")
            : new(IsInOrder: false, $"closed the connection with code {code}{reason}");
    }
}

using System.Buffers;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Cekura.Agents.Lines;

namespace Cekura.Agents.WebSockets;

/// <summary>An open connection to an agent: reads its frames as they arrive, sends the caller's, closes in order.</summary>
internal sealed class AgentConnection : IAgentLine
{
    private readonly ClientWebSocket _socket;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _disposed = new();
    private readonly Task _reading;
    private volatile bool _isDeaf;

    // Bounded, so that an agent which floods is slowed down by its own connection.
    private readonly Channel<AgentFrame> _frames = Channel.CreateBounded<AgentFrame>(256);

    /// <summary>Starts to read; the socket is owned by the connection from here on.</summary>
    public AgentConnection(ClientWebSocket socket, string where, TimeProvider time)
    {
        Where = where;
        _socket = socket;
        _time = time;
        _reading = ReadAsync();
    }

    /// <summary>The frames that follow the protocol; completed when the agent's side has come to its end.</summary>
    public ChannelReader<AgentFrame> Frames => _frames.Reader;

    /// <summary>
    /// How many frames followed no shape of the protocol and were ignored, as a whole or in a part that has words or a tool call.
    /// </summary>
    public int IgnoredFrames { get; private set; }

    /// <summary>The first of them, in words for people; null when there was none.</summary>
    public string? FirstIgnoredFrame { get; private set; }

    /// <summary>How the agent's side came to its end; set before <see cref="Frames"/> is completed.</summary>
    public Disconnection? Disconnection { get; private set; }

    /// <inheritdoc/>
    public bool SaysWhenOver => false;

    /// <inheritdoc/>
    public string Where { get; }

    /// <inheritdoc/>
    public string Expected => "It has to send text frames such as {\"content\": \"Hello\"}.";

    /// <inheritdoc/>
    public void Listen()
    {
        // The agent may speak at any time.
    }

    /// <inheritdoc/>
    public async Task<bool> SayAsync(string text, bool endsCall)
    {
        var frame = CallerFrame.Write(text, endsCall);
        // No token of the conversation: a frame that is half sent when the call ends would cost the whole connection.
        using var limit = new CancellationTokenSource(LineLimits.Sending, _time);
        try
        {
            await _socket
                .SendAsync(frame, WebSocketMessageType.Text, WebSocketMessageFlags.EndOfMessage, limit.Token)
                .ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            // How the agent's side ended stands in Disconnection as soon as it has been read.
            _isDeaf |= exception is OperationCanceledException;
            return false;
        }
    }

    /// <summary>Reads on for at most <see cref="LineLimits.Closing"/>, or until the agent's side has come to its end.</summary>
    public async Task DrainAsync(Action<AgentFrame> take)
    {
        using var limit = new CancellationTokenSource(LineLimits.Closing, _time);
        try
        {
            await foreach (var frame in Frames.ReadAllAsync(limit.Token).ConfigureAwait(false))
            {
                take(frame);
            }
        }
        catch (OperationCanceledException)
        {
            // The agent need not say or close anything any more.
        }
    }

    /// <summary>Closes with code 1000.</summary>
    public async Task CloseAsync()
    {
        using var limit = new CancellationTokenSource(LineLimits.Closing, _time);
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or InvalidOperationException or OperationCanceledException)
        {
            // An agent that does not read any more need not be told.
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _disposed.CancelAsync().ConfigureAwait(false);
        _socket.Abort();
        await _reading.ConfigureAwait(false);
        _socket.Dispose();
        _disposed.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            Disconnection = await ReadToEndAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            Disconnection = new Disconnection(
                DisconnectionKind.Lost,
                _isDeaf
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"did not read what the caller said for {LineLimits.Sending.TotalSeconds:0.###} s"
                    )
                    : $"lost the connection: {exception.Message.TrimEnd('.')}"
            )
            {
                Fault = IsNoText(exception)
                    ? "sent a text frame that is no UTF-8, with which every WebSocket connection ends (1007)"
                    : null,
            };
        }
        finally
        {
            _frames.Writer.Complete();
        }
    }

    // The platform has no words of its own for this alone.
    private bool IsNoText(Exception exception) =>
        exception is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted, InnerException: null }
        && _socket.State == WebSocketState.Aborted
        && exception.Message == new WebSocketException(WebSocketError.Faulted).Message;

    private async Task<Disconnection> ReadToEndAsync()
    {
        var message = new ArrayBufferWriter<byte>(4096);
        var received = 0;
        while (true)
        {
            var part = await _socket.ReceiveAsync(message.GetMemory(4096), _disposed.Token).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return ClosedWith(_socket.CloseStatus, _socket.CloseStatusDescription);
            }

            message.Advance(part.Count);
            received += part.Count;
            if (message.WrittenCount > LineLimits.FrameBytes)
            {
                return new Disconnection(DisconnectionKind.TooMuch, "sent one frame of more than 1 MB");
            }

            if (received > LineLimits.ConversationBytes)
            {
                return new Disconnection(DisconnectionKind.TooMuch, "sent more than 16 MB in one conversation");
            }

            if (part.EndOfMessage)
            {
                await TakeAsync(part.MessageType, message.WrittenMemory).ConfigureAwait(false);
                message.ResetWrittenCount();
            }
        }
    }

    private async ValueTask TakeAsync(WebSocketMessageType type, ReadOnlyMemory<byte> message)
    {
        var isText = type == WebSocketMessageType.Text;
        string? fault = null;
        var frame = isText ? AgentFrame.Parse(message.Span, _time.GetTimestamp(), out fault) : null;
        if (frame is null || fault is not null)
        {
            IgnoredFrames++;
            FirstIgnoredFrame ??= isText ? $"the text {Excerpt(message.Span)}, {fault}" : $"binary, {message.Length} bytes";
        }

        if (frame is not null)
        {
            await _frames.Writer.WriteAsync(frame, _disposed.Token).ConfigureAwait(false);
        }
    }

    private static string Excerpt(ReadOnlySpan<byte> utf8)
    {
        const int maxLength = 80;
        var text = Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, maxLength)]);
        return $"\"{string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter))}{(utf8.Length > maxLength ? "..." : "")}\"";
    }

    // An agent that is done says 1000, or nothing. Every other code, 1001 of a server that goes down among them, leaves a conversation that
    // was not finished.
    private static Disconnection ClosedWith(WebSocketCloseStatus? status, string? reason)
    {
        var isInOrder = status is null or WebSocketCloseStatus.NormalClosure or WebSocketCloseStatus.Empty;
        var (code, because) = (
            status is { } number ? string.Create(CultureInfo.InvariantCulture, $"{(int)number}") : "no code",
            string.IsNullOrEmpty(reason) ? "" : reason
        );
        return new(
            isInOrder ? DisconnectionKind.Closed : DisconnectionKind.Broken,
            $"closed the connection with {(status is null ? "" : "code ")}{code}{(because.Length == 0 ? "" : $" ({because})")}",
            $"{code} {because}".TrimEnd()
        );
    }
}

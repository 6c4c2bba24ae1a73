using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Voice.Audio;

namespace Cekura.Voice.Calls;

/// <summary>
/// A call over the service's raw PCM WebSocket, CHIRP: binary messages are sound of 16 bits at 16 kHz, text messages are events. The agent
/// is the server.
/// </summary>
internal sealed class ChirpLine : ICallLine
{
    private const int Width = sizeof(short);

    private readonly SocketLine _socket;
    private readonly TimeProvider _time;
    private readonly long _began;
    private readonly byte[] _frame = new byte[CallFormat.FrameLength * Width];
    private readonly LineRemarks _remarks = new();

    /// <param name="socket">The connection, open; disposed with the line.</param>
    /// <param name="time">The clock.</param>
    public ChirpLine(WebSocket socket, TimeProvider time)
    {
        (_socket, _time, _began) = (new SocketLine(socket, time), time, time.GetTimestamp());
    }

    /// <inheritdoc/>
    public Action<ReadOnlyMemory<short>>? Take { get; set; }

    /// <inheritdoc/>
    public Action? Clear { get; set; }

    /// <inheritdoc/>
    public Action? AgentBegins { get; set; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Remarks => _remarks.All;

    /// <inheritdoc/>
    public Task<CallEnd> ListenAsync(CancellationToken cancellationToken) =>
        _socket.ReadAsync((message, isText) => isText ? Event(message.Span) : Sound(message.Span), cancellationToken);

    /// <inheritdoc/>
    public Task SendAsync(ReadOnlyMemory<short> frame, CancellationToken cancellationToken)
    {
        var samples = frame.Span;
        for (var index = 0; index < samples.Length; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(_frame.AsSpan(index * Width), samples[index]);
        }

        return _socket.SendAsync(_frame.AsMemory(0, samples.Length * Width), isText: false, cancellationToken);
    }

    /// <inheritdoc/>
    public Task PassedAsync(long passed, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task SpeechAsync(string utterance, bool isBegin, CancellationToken cancellationToken) =>
        _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes<JsonNode>(
                new JsonObject
                {
                    ["type"] = isBegin ? "speech.started" : "speech.completed",
                    ["id"] = Guid.NewGuid().ToString(),
                    ["ts_ms"] = (long)_time.GetElapsedTime(_began).TotalMilliseconds,
                    ["data"] = new JsonObject { ["utterance_id"] = utterance },
                }
            ),
            isText: true,
            cancellationToken
        );

    /// <inheritdoc/>
    public Task HangUpAsync() => _socket.CloseAsync();

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private CallEnd? Sound(ReadOnlySpan<byte> message)
    {
        if (message.Length % Width != 0)
        {
            _remarks.Add($"It sent a frame of {message.Length} bytes, and samples have {Width}: the last byte was dropped.");
        }

        var samples = new short[message.Length / Width];
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = BinaryPrimitives.ReadInt16LittleEndian(message[(index * Width)..]);
        }

        Take?.Invoke(samples);
        return null;
    }

    private CallEnd? Event(ReadOnlySpan<byte> message)
    {
        JsonObject? fields = null;
        try
        {
            fields = JsonNode.Parse(message) as JsonObject;
        }
        catch (JsonException)
        {
            // Said below, as whatever else is no event.
        }

        switch (TextOf(fields?["type"]))
        {
            case "speech.started":
                AgentBegins?.Invoke();
                return null;
            case "speech.completed":
                return null;
            case "session.error":
                var code = TextOf((fields!["data"] as JsonObject)?["code"]) ?? "without a code";
                _remarks.Add($"It reported the error {code}.");
                return code == "INTERNAL_ERROR" ? new(IsInOrder: false, "reported INTERNAL_ERROR, which ends a call") : null;
            case { } other:
                _remarks.Add($"It sent an event \"{LineRemarks.Word(other)}\", which this protocol has not.");
                return null;
            default:
                _remarks.Add("It sent a text message that is no event: a JSON object with a \"type\".");
                return null;
        }
    }

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

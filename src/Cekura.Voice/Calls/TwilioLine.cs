using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Voice.Audio;

namespace Cekura.Voice.Calls;

/// <summary>
/// A call over Twilio's Media Streams: JSON messages with µ-law at 8 kHz. The agent is the server, and takes this side for Twilio.
/// </summary>
/// <remarks>The messages stand on https://www.twilio.com/docs/voice/media-streams/websocket-messages.</remarks>
internal sealed class TwilioLine : ICallLine
{
    private const int Rate = 8_000;

    private readonly SocketLine _socket;
    private readonly string _stream = $"MZ{Guid.NewGuid():n}";
    private readonly string _call = $"CA{Guid.NewGuid():n}";
    private readonly IReadOnlyDictionary<string, string> _parameters;
    private readonly Queue<(string Name, long At)> _marks = new();
    private readonly LineRemarks _remarks = new();
    private long _arrived;
    private int _messages;
    private int _chunks;

    /// <param name="socket">The connection, open; disposed with the line.</param>
    /// <param name="parameters">Custom parameters of the stream.</param>
    /// <param name="time">The clock.</param>
    public TwilioLine(WebSocket socket, IReadOnlyDictionary<string, string> parameters, TimeProvider time) =>
        (_socket, _parameters) = (new SocketLine(socket, time), parameters);

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
        _socket.ReadAsync(
            (message, isText) =>
            {
                if (isText)
                {
                    Message(message.Span);
                }
                else
                {
                    _remarks.Add("It sent a binary message, which media streams have not.");
                }

                return null;
            },
            cancellationToken
        );

    /// <inheritdoc/>
    public async Task SendAsync(ReadOnlyMemory<short> frame, CancellationToken cancellationToken)
    {
        if (_messages == 0)
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
        }

        var samples = new Sound(frame, CallFormat.Rate).To(Rate).Samples;
        var coded = new byte[samples.Length];
        for (var index = 0; index < coded.Length; index++)
        {
            coded[index] = MuLaw.Encode(samples.Span[index]);
        }

        var chunk = _chunks++;
        await WriteAsync(
                "media",
                new()
                {
                    ["track"] = "inbound",
                    ["chunk"] = Text(chunk + 1),
                    ["timestamp"] = Text(chunk * (int)CallFormat.Frame.TotalMilliseconds),
                    ["payload"] = Convert.ToBase64String(coded),
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task PassedAsync(long passed, CancellationToken cancellationToken)
    {
        while (DueMark(passed) is { } name)
        {
            await WriteAsync("mark", new() { ["name"] = name }, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task SpeechAsync(string utterance, bool isBegin, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task HangUpAsync()
    {
        try
        {
            await WriteAsync("stop", new() { ["accountSid"] = Account, ["callSid"] = _call }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (CallException)
        {
            // The agent was first.
        }

        await _socket.CloseAsync().ConfigureAwait(false);
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Account => $"AC{new string('0', 32)}";

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await SendAsync(
                new JsonObject
                {
                    ["event"] = "connected",
                    ["protocol"] = "Call",
                    ["version"] = "1.0.0",
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        await WriteAsync(
                "start",
                new()
                {
                    ["streamSid"] = _stream,
                    ["accountSid"] = Account,
                    ["callSid"] = _call,
                    ["tracks"] = new JsonArray("inbound"),
                    ["customParameters"] = new JsonObject(_parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
                    ["mediaFormat"] = new JsonObject
                    {
                        ["encoding"] = "audio/x-mulaw",
                        ["sampleRate"] = Rate,
                        ["channels"] = 1,
                    },
                },
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    // Numbers of messages are texts.
    private Task WriteAsync(string name, JsonObject content, CancellationToken cancellationToken) =>
        SendAsync(
            new JsonObject
            {
                ["event"] = name,
                ["sequenceNumber"] = Text(++_messages),
                [name] = content,
                ["streamSid"] = _stream,
            },
            cancellationToken
        );

    private Task SendAsync(JsonNode message, CancellationToken cancellationToken) =>
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), isText: true, cancellationToken);

    private void Message(ReadOnlySpan<byte> message)
    {
        JsonObject? fields = null;
        try
        {
            fields = JsonNode.Parse(message) as JsonObject;
        }
        catch (JsonException)
        {
            // Said below, as whatever else is no message.
        }

        switch (TextOf(fields?["event"]))
        {
            case "media":
                Media(TextOf((fields!["media"] as JsonObject)?["payload"]));
                break;
            case "mark" when TextOf((fields!["mark"] as JsonObject)?["name"]) is { } name:
                lock (_marks)
                {
                    _marks.Enqueue((name, _arrived));
                }

                break;
            case "clear":
                Clear?.Invoke();
                break;
            case var other:
                _remarks.Add(
                    other is null
                        ? "It sent a message that is no JSON object with an \"event\"."
                        : $"It sent a message \"{LineRemarks.Word(other)}\", which media streams have not, or not so."
                );
                break;
        }
    }

    private void Media(string? payload)
    {
        byte[] coded;
        try
        {
            coded = Convert.FromBase64String(payload ?? "");
        }
        catch (FormatException)
        {
            _remarks.Add("It sent sound that is no Base64.");
            return;
        }

        var samples = new short[coded.Length];
        for (var index = 0; index < coded.Length; index++)
        {
            samples[index] = MuLaw.Decode(coded[index]);
        }

        var sound = new Sound(samples, Rate).To(CallFormat.Rate).Samples;
        lock (_marks)
        {
            _arrived += sound.Length;
        }

        Take?.Invoke(sound);
    }

    private string? DueMark(long passed)
    {
        lock (_marks)
        {
            return _marks.TryPeek(out var mark) && mark.At <= passed ? _marks.Dequeue().Name : null;
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}

using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Cekura.Voice.Activity;
using Cekura.Voice.Audio;
using Cekura.Voice.Calls;
using Cekura.Voice.Measures;

namespace Cekura.Voice.Tests.Calls;

/// <summary>Calls over real sockets with agents whose delays are known.</summary>
public sealed class CallTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly Sound Question = MadeCall.Channel(600, [(0, 600)]);
    private static readonly Sound Answer = MadeCall.Channel(500, [(0, 500)], frequency: 150);

    [Theory]
    [InlineData(100)]
    [InlineData(700)]
    public async Task The_agents_delay_is_what_the_recording_shows(int delay)
    {
        await using var agent = new MadeAgent(
            async (socket, cancellationToken) =>
            {
                await HearAsync(socket, cancellationToken);
                await Task.Delay(delay, cancellationToken);

                // At once, as agents send.
                await socket.SendAsync(Bytes(Answer), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
                await HearToEndAsync(socket, cancellationToken);
            }
        );
        using var recording = new MemoryStream();
        var call = new Call(new ChirpLine(await agent.ConnectAsync(), TimeProvider.System), TimeProvider.System, Pause, recording);
        call.Begin();

        await call.SayAsync(Question, CancellationToken.None);
        var heard = await call.Heard.ReadAsync();
        await call.DisposeAsync();

        var channels = WaveFile.Read(recording.ToArray());
        var measures = CallMeasures.Of(channels[0], channels[1]);
        var late = call.Lateness.P99!.Value.TotalMilliseconds;
        Assert.InRange(heard.Sound.Length.TotalMilliseconds, 500, 950);
        Assert.Equal(1, measures.Latency.Count);

        // The agent hears 40 ms of silence before it counts, and a busy machine sends late; both are part of what the caller hears.
        Assert.InRange(measures.Latency.Mean!.Value, delay - 20, delay + 120 + (2 * late));
        Assert.Null(call.End);
    }

    [Fact]
    public async Task What_the_agent_says_before_it_hangs_up_is_heard()
    {
        await using var agent = new MadeAgent(
            async (socket, cancellationToken) =>
            {
                await socket.SendAsync(Bytes(Answer), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, cancellationToken);
                await HearToEndAsync(socket, cancellationToken);
            }
        );
        await using var call = new Call(new ChirpLine(await agent.ConnectAsync(), TimeProvider.System), TimeProvider.System, Pause);
        call.Begin();

        var heard = await call.Heard.ReadAllAsync().ToListAsync();

        Assert.Single(heard);
        Assert.Equal(new CallEnd(IsInOrder: true, "hung up"), call.End);
    }

    [Theory]
    [InlineData(1011, "closed the connection with code 1011, \"no model\"")]
    [InlineData(1008, "closed the connection with code 1008, \"no model\"")]
    public async Task A_code_of_an_error_is_no_hanging_up(int code, string why)
    {
        await using var agent = new MadeAgent(
            (socket, cancellationToken) => socket.CloseAsync((WebSocketCloseStatus)code, "no model", cancellationToken)
        );
        await using var call = new Call(new ChirpLine(await agent.ConnectAsync(), TimeProvider.System), TimeProvider.System, Pause);
        call.Begin();

        Assert.Empty(await call.Heard.ReadAllAsync().ToListAsync());
        Assert.Equal(new CallEnd(IsInOrder: false, why), call.End);
    }

    [Fact]
    public async Task An_agent_that_says_that_it_begins_interrupts_the_caller()
    {
        await using var agent = new MadeAgent(
            async (socket, cancellationToken) =>
            {
                var buffer = new byte[64 * 1024];
                await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
                await SendAsync(socket, """{"type":"speech.started","id":"x","ts_ms":1,"data":{"utterance_id":"y"}}""", cancellationToken);
                await HearToEndAsync(socket, cancellationToken);
            }
        );
        using var recording = new MemoryStream();
        var call = new Call(new ChirpLine(await agent.ConnectAsync(), TimeProvider.System), TimeProvider.System, Pause, recording);
        var said = call.SayAsync(MadeCall.Channel(60_000, [(0, 60_000)]), CancellationToken.None);
        call.Begin();

        await said;
        await call.DisposeAsync();

        Assert.True(WaveFile.Read(recording.ToArray())[0].Length < TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task Strange_messages_are_said_and_cost_nothing_else()
    {
        await using var agent = new MadeAgent(
            async (socket, cancellationToken) =>
            {
                foreach (
                    var text in new[]
                    {
                        "hello",
                        "{\"type\":\"laugh\"}",
                        "{\"type\":\"session.error\",\"data\":{\"code\":\"MISSING_FIELD\"}}",
                    }
                )
                {
                    await socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                }

                await socket.SendAsync(new byte[641], WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
                await socket.SendAsync(Bytes(Answer), WebSocketMessageType.Binary, endOfMessage: true, cancellationToken);
                await HearToEndAsync(socket, cancellationToken);
            }
        );
        await using var call = new Call(new ChirpLine(await agent.ConnectAsync(), TimeProvider.System), TimeProvider.System, Pause);
        call.Begin();

        await call.Heard.ReadAsync();

        Assert.Equal(
            [
                "It sent a text message that is no event: a JSON object with a \"type\".",
                "It sent an event \"laugh\", which this protocol has not.",
                "It reported the error MISSING_FIELD.",
                "It sent a frame of 641 bytes, and samples have 2: the last byte was dropped.",
            ],
            call.Remarks
        );
    }

    [Fact]
    public async Task Twilios_messages_are_as_its_pages_say_and_a_mark_comes_back_when_it_was_played()
    {
        var messages = new List<JsonObject>();
        var marked = new TaskCompletionSource<(TimeSpan After, int Frames)>();
        await using var agent = new MadeAgent(
            async (socket, cancellationToken) =>
            {
                var began = 0L;
                await foreach (var message in MessagesAsync(socket, cancellationToken))
                {
                    messages.Add(message);
                    if (messages.Count == 3)
                    {
                        began = TimeProvider.System.GetTimestamp();
                        var coded = Convert.ToBase64String(Answer.To(8_000).Samples.ToArray().Select(MuLaw.Encode).ToArray());
                        await SendAsync(
                            socket,
                            $$$"""{"event":"media","streamSid":"x","media":{"payload":"{{{coded}}}"}}""",
                            cancellationToken
                        );
                        await SendAsync(socket, """{"event":"mark","streamSid":"x","mark":{"name":"said"}}""", cancellationToken);
                    }

                    if ((string?)message["event"] == "mark")
                    {
                        marked.SetResult((TimeProvider.System.GetElapsedTime(began), messages.Count));
                    }
                }
            }
        );
        await using var call = new Call(
            new TwilioLine(await agent.ConnectAsync(), new Dictionary<string, string> { ["tenant"] = "blue" }, TimeProvider.System),
            TimeProvider.System,
            Pause
        );
        call.Begin();

        var heard = await call.Heard.ReadAsync();
        var mark = await marked.Task;

        Assert.InRange((heard.To - heard.From).TotalMilliseconds, 480, 540);
        Assert.True(mark.After.TotalMilliseconds >= 450, $"The mark came after {mark.After}.");
        Assert.Equal(["connected", "start", "media"], messages.Take(3).Select(message => (string?)message["event"]));
        Assert.Equal("blue", (string?)messages[1]["start"]!["customParameters"]!["tenant"]);
        Assert.Equal(8_000, (int)messages[1]["start"]!["mediaFormat"]!["sampleRate"]!);
        Assert.Equal("1", (string?)messages[1]["sequenceNumber"]);
        Assert.Equal("2", (string?)messages[2]["sequenceNumber"]);
        Assert.Equal("1", (string?)messages[2]["media"]!["chunk"]);
        Assert.Equal("0", (string?)messages[2]["media"]!["timestamp"]);

        // Silence is sent as well: a line without frames is dead.
        Assert.Equal(160, Convert.FromBase64String((string)messages[2]["media"]!["payload"]!).Length);
        Assert.All(Convert.FromBase64String((string)messages[2]["media"]!["payload"]!), coded => Assert.Equal(MuLaw.Silence, coded));
    }

    [Fact]
    public async Task Cleared_sound_is_not_played()
    {
        await using var agent = new MadeAgent(
            async (socket, cancellationToken) =>
            {
                var count = 0;
                await foreach (var message in MessagesAsync(socket, cancellationToken))
                {
                    count++;
                    if (count == 3)
                    {
                        var coded = Convert.ToBase64String(
                            MadeCall.Channel(20_000, [(0, 20_000)], rate: 8_000).Samples.ToArray().Select(MuLaw.Encode).ToArray()
                        );
                        await SendAsync(
                            socket,
                            $$$"""{"event":"media","streamSid":"x","media":{"payload":"{{{coded}}}"}}""",
                            cancellationToken
                        );
                    }
                    else if (count == 28)
                    {
                        await SendAsync(socket, """{"event":"clear","streamSid":"x"}""", cancellationToken);
                    }
                }
            }
        );
        await using var call = new Call(
            new TwilioLine(await agent.ConnectAsync(), new Dictionary<string, string>(), TimeProvider.System),
            TimeProvider.System,
            Pause
        );
        call.Begin();

        var heard = await call.Heard.ReadAsync();

        // Of the twenty seconds that had come.
        Assert.InRange((heard.To - heard.From).TotalMilliseconds, 20, 10_000);
    }

    private static Task SendAsync(WebSocket socket, string message, CancellationToken cancellationToken) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    // Until the caller has spoken and is quiet for 40 ms.
    private static async Task HearAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var detector = new VoiceDetector(CallFormat.Rate, TimeSpan.FromMilliseconds(40));
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (
                part.MessageType == WebSocketMessageType.Binary
                && detector.Hear(Samples(buffer.AsSpan(0, part.Count))) == VoiceChange.Ended
            )
            {
                return;
            }
        }
    }

    private static async Task HearToEndAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while ((await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken)).MessageType != WebSocketMessageType.Close)
        {
            // The caller goes on to send its silence.
        }
    }

    private static async IAsyncEnumerable<JsonObject> MessagesAsync(
        WebSocket socket,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                yield break;
            }

            yield return JsonNode.Parse(buffer.AsSpan(0, part.Count))!.AsObject();
        }
    }

    private static short[] Samples(ReadOnlySpan<byte> bytes)
    {
        var samples = new short[bytes.Length / 2];
        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * index)..]);
        }

        return samples;
    }

    private static byte[] Bytes(Sound sound)
    {
        var bytes = new byte[2 * sound.Samples.Length];
        for (var index = 0; index < sound.Samples.Length; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2 * index), sound.Samples.Span[index]);
        }

        return bytes;
    }
}

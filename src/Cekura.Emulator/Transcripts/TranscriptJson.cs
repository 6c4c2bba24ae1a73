using System.Buffers;
using System.Text;
using System.Text.Json;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Transcripts;

/// <summary>The two forms of a transcript: <c>transcript</c> and <c>transcript_object</c> of <c>GET runs/{id}/</c>.</summary>
internal static class TranscriptJson
{
    /// <summary>One line per turn; tool entries as <c>[mm:ss] Function Call: {json}</c>.</summary>
    public static string Text(IEnumerable<RecordedTurn> turns)
    {
        var text = new StringBuilder();
        foreach (var turn in turns)
        {
            text.Append('[')
                .Append(Spelling.Duration(turn.Start))
                .Append("] ")
                .Append(turn.Role)
                .Append(": ")
                .Append(turn.Data?.ToJsonString() ?? turn.Content)
                .Append('\n');
        }

        return text.ToString();
    }

    public static void Write(Utf8JsonWriter json, IEnumerable<RecordedTurn> turns)
    {
        json.WriteStartArray();
        foreach (var turn in turns)
        {
            json.WriteStartObject();
            json.WriteString("role"u8, turn.Role);
            json.WriteString("time"u8, Spelling.Duration(turn.Start));
            json.WriteString("content"u8, turn.Content);
            json.WriteNumber("start_time"u8, Math.Round(turn.Start.TotalSeconds, 3));
            json.WriteNumber("end_time"u8, Math.Round(turn.End.TotalSeconds, 3));
            if (turn.Data is { } data)
            {
                json.Put("data"u8, data);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What <see cref="Write"/> writes.</summary>
    public static byte[] Entries(IEnumerable<RecordedTurn> turns)
    {
        var written = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(written, JsonWriting.Readable);
        Write(json, turns);
        json.Flush();
        return written.WrittenSpan.ToArray();
    }
}

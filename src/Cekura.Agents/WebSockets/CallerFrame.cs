using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cekura.Agents.WebSockets;

/// <summary>Writes the frames that the service sends to an agent.</summary>
internal static class CallerFrame
{
    // The reader is an agent, not a browser: names keep their letters.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One turn of the caller; without text only the end of the call.</summary>
    public static ReadOnlyMemory<byte> Write(string text, bool endsCall)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            if (text.Length > 0)
            {
                json.WriteString("content", text);
            }

            if (endsCall)
            {
                json.WriteString("type", "end_call");
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}

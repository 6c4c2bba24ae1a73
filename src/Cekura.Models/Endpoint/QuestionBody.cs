using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Cekura.Models.Chat;

namespace Cekura.Models.Endpoint;

/// <summary>The body of <c>POST {base}/chat/completions</c>.</summary>
internal static class QuestionBody
{
    // Letters stay letters: a model reads them, and escapes cost tokens where a proxy passes them on.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions ReadableSchema = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a question.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="request">The question.</param>
    /// <param name="manner">What the endpoint takes.</param>
    public static ReadOnlyMemory<byte> Write(string model, ModelRequest request, Manner manner)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using var writer = new Utf8JsonWriter(buffer, Readable);
        writer.WriteStartObject();
        writer.WriteString("model", model);
        WriteMessages(writer, request, manner);
        WriteForm(writer, request.Shape, manner.Form);
        if (manner.Temperature && request.Temperature is { } temperature)
        {
            writer.WriteNumber("temperature", temperature);
        }

        if (manner.Seed && request.Seed is { } seed)
        {
            writer.WriteNumber("seed", seed);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteMessages(Utf8JsonWriter writer, ModelRequest request, Manner manner)
    {
        var rule = manner.Form == AnswerForm.Schema ? null : Rule(request.Shape);
        writer.WriteStartArray("messages");
        if (rule is not null && request.Messages is not [{ Author: ChatMessage.System }, ..])
        {
            WriteMessage(writer, ChatMessage.System, rule);
            rule = null;
        }

        foreach (var message in request.Messages)
        {
            // Some models take rules only as the first message.
            WriteMessage(writer, message.Author, rule is null ? message.Content : $"{message.Content}\n\n{rule}");
            rule = null;
        }

        writer.WriteEndArray();
    }

    private static string Rule(AnswerShape shape) =>
        $"Answer with one JSON object and nothing else. It has to fit this JSON schema: {shape.Schema.ToJsonString(ReadableSchema)}";

    private static void WriteMessage(Utf8JsonWriter writer, string author, string content)
    {
        writer.WriteStartObject();
        writer.WriteString("role", author);
        writer.WriteString("content", content);
        writer.WriteEndObject();
    }

    private static void WriteForm(Utf8JsonWriter writer, AnswerShape shape, AnswerForm form)
    {
        if (form == AnswerForm.Words)
        {
            return;
        }

        writer.WriteStartObject("response_format");
        if (form == AnswerForm.Object)
        {
            writer.WriteString("type", "json_object");
            writer.WriteEndObject();
            return;
        }

        writer.WriteString("type", "json_schema");
        writer.WriteStartObject("json_schema");
        writer.WriteString("name", shape.Name);
        writer.WriteBoolean("strict", true);
        writer.WritePropertyName("schema");
        shape.Schema.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cekura.Models.Cassettes;

/// <summary>The text of a cassette: the same entries are always written alike, and long texts once, line by line.</summary>
internal static class CassetteText
{
    private const int Version = 1;
    private const int MaxInline = 120;

    private static readonly JsonWriterOptions Readable = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Writes a cassette.</summary>
    public static byte[] Write(string test, IEnumerable<CassetteEntry> entries)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WriteNumber("cassette", Version);
            writer.WriteString("test", test);
            writer.WriteStartArray("entries");
            foreach (var entry in entries.Order(EntryOrder.Instance))
            {
                Write(writer, entry, texts);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("texts");
            foreach (var (name, text) in texts)
            {
                writer.WriteStartArray(name);
                foreach (var line in text.Split('\n'))
                {
                    writer.WriteStringValue(line);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a cassette.</summary>
    /// <param name="utf8">Its text.</param>
    /// <param name="path">Where it is, for messages.</param>
    /// <param name="wording">How texts are stored: what was declared volatile after the recording is left out now.</param>
    /// <exception cref="CassetteFileException">It is damaged.</exception>
    public static (string Test, IReadOnlyList<CassetteEntry> Entries) Read(ReadOnlyMemory<byte> utf8, string path, CassetteWording wording)
    {
        try
        {
            // An editor may have put one there.
            var text = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
            using var document = JsonDocument.Parse(text, Strict);
            var root = document.RootElement;
            if (root.GetProperty("cassette").GetInt32() is not Version and var version)
            {
                throw new CassetteFileException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{path} is a cassette of version {version}; this package reads {Version}. Update Cekura."
                    )
                );
            }

            var test = Text(root, "test");
            var texts = root.GetProperty("texts")
                .EnumerateObject()
                .ToDictionary(one => one.Name, one => string.Join('\n', one.Value.EnumerateArray().Select(line => line.GetString())));
            return (test, [.. root.GetProperty("entries").EnumerateArray().Select(entry => Entry(entry, test, texts, wording))]);
        }
        catch (JsonException e)
        {
            throw new CassetteFileException(Broken(utf8.Span, path, e), e);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new CassetteFileException($"{path} is no whole cassette: {e.Message.TrimEnd('.')}. {Remedy}", e);
        }
    }

    private const string Remedy = "Take it from version control again, or delete it and record it anew with Cassette=record.";

    private static string Broken(ReadOnlySpan<byte> utf8, string path, JsonException e)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{path}({e.LineNumber + 1},{e.BytePositionInLine + 1})");
        return utf8.IndexOf("\n<<<<<<< "u8) >= 0
            ? $"{place}: this cassette has a merge conflict. Take one side, or both entries; Cassette=record records it anew."
            : $"{place}: this cassette is not JSON. {Remedy}";
    }

    private static void Write(Utf8JsonWriter writer, CassetteEntry entry, SortedDictionary<string, string> texts)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", entry.Key.Kind);
        if (entry.Key.Sample > 0)
        {
            writer.WriteNumber("sample", entry.Key.Sample);
        }

        writer.WriteString("model", entry.Model);
        writer.WriteStartObject("parts");
        foreach (var (name, text) in entry.Key.Parts)
        {
            if (text.Length <= MaxInline && !text.Contains('\n', StringComparison.Ordinal))
            {
                writer.WriteString(name, text);
                continue;
            }

            var hash = CassetteKey.HashOf(text);
            texts[hash] = text;
            writer.WriteStartObject(name);
            writer.WriteString("text", hash);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WritePropertyName("answer");
        using (var answer = JsonDocument.Parse(entry.Answer))
        {
            answer.RootElement.WriteTo(writer);
        }

        writer.WriteString("answered_by", entry.AnsweredBy);
        writer.WriteString("stop", entry.StopReason);
        writer.WriteNumber("input_tokens", entry.InputTokens);
        writer.WriteNumber("output_tokens", entry.OutputTokens);
        writer.WriteEndObject();
    }

    private static CassetteEntry Entry(JsonElement entry, string test, Dictionary<string, string> texts, CassetteWording wording)
    {
        var parts = entry
            .GetProperty("parts")
            .EnumerateObject()
            .Select(part =>
                KeyValuePair.Create(
                    part.Name,
                    wording.Of(part.Value.ValueKind == JsonValueKind.Object ? texts[Text(part.Value, "text")] : part.Value.GetString()!)
                )
            );
        var answer = entry.GetProperty("answer");
        return new(
            new(test, Text(entry, "kind"), entry.TryGetProperty("sample", out var sample) ? sample.GetInt32() : 0, [.. parts]),
            Text(entry, "model"),
            answer.ValueKind == JsonValueKind.Object ? Compact(answer) : throw new FormatException("an answer is no object"),
            Text(entry, "answered_by"),
            entry.GetProperty("stop").GetString(),
            entry.GetProperty("input_tokens").GetInt32(),
            entry.GetProperty("output_tokens").GetInt32()
        );
    }

    private static string Compact(JsonElement answer)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Readable with { Indented = false }))
        {
            answer.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Text(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"\"{name}\" is null");
}

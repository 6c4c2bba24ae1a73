using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Cekura.Client;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Conversations;

/// <summary>
/// A run's own JSON for an attachment: everything that the service sent, unknown fields included, spread over lines, without secrets.
/// Values of fields whose names speak of tokens, secrets, keys and the like, addresses of recordings, signatures in addresses, and the API
/// key are taken out.
/// </summary>
/// <param name="apiKey">The API key, taken out wherever it stands; null when there is none.</param>
internal sealed class RunDocument(string? apiKey = null)
{
    /// <summary>Below that nothing is shown: agents may nest what they send as deeply as they like, and no viewer goes there.</summary>
    private const int Deepest = 200;

    private const string TooDeep = "[nested too deeply to be shown]";

    /// <summary>So many names of fields are remembered; agents may send any number of others.</summary>
    private const int MaxNames = 500;

    // Without any of these a text has nothing that could be a secret but the key, and stands in the answer as it will stand in the
    // document.
    private static readonly SearchValues<byte> Escapes = SearchValues.Create("\\=?#@"u8);

    private readonly SecretFinder _key = new(apiKey ?? "");
    private readonly ConcurrentDictionary<string, bool> _secretNames = new(StringComparer.Ordinal);

    /// <summary>The document, with a final line break.</summary>
    public string Write(Run run)
    {
        using var document = new RentedBuffer();
        Write(run, document);
        return Encoding.UTF8.GetString(document.Written.Span);
    }

    /// <summary>The spans of a trace, as OTLP has them: viewers of traces open them.</summary>
    internal void Write(RunTrace trace, RentedBuffer document)
    {
        using (var writer = new Utf8JsonWriter(document, ReadableJson.Options))
        {
            Write(writer, trace.Spans, isTrace: true);
        }

        ShowDirections(document);
        document.Write("\n");
    }

    /// <summary>What a judge saw and said, as the emulator has it.</summary>
    internal void Write(JsonElement record, RentedBuffer document)
    {
        using (var writer = new Utf8JsonWriter(document, ReadableJson.Options))
        {
            Write(writer, record);
        }

        ShowDirections(document);
        document.Write("\n");
    }

    /// <summary>Something that the service answered, without secrets; null for null.</summary>
    internal JsonNode? Node(JsonElement element)
    {
        using var document = new RentedBuffer();
        Write(element, document);
        return JsonNode.Parse(document.Written.Span, documentOptions: new() { MaxDepth = Deepest + 1 });
    }

    /// <inheritdoc cref="Write(Run)"/>
    internal void Write(Run run, RentedBuffer document)
    {
        ArgumentNullException.ThrowIfNull(run);
        using (var writer = new Utf8JsonWriter(document, ReadableJson.Options))
        {
            if (run.Source.ValueKind == JsonValueKind.Object)
            {
                Write(writer, run.Source);
            }
            else
            {
                // Only the start answered for this run: there is no object of it.
                writer.WriteStartObject();
                writer.WriteNumber("id", run.Id);
                writer.WriteString("status", run.StatusText ?? run.Status.ToString().ToLowerInvariant());
                writer.WriteEndObject();
            }
        }

        ShowDirections(document);
        document.Write("\n");
    }

    // Only a trace has attributes: of ten thousand runs the search for them would take time.
    private void Write(Utf8JsonWriter writer, JsonElement element, bool isTrace = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when writer.CurrentDepth >= Deepest:
                writer.WriteStringValue(TooDeep);
                break;
            case JsonValueKind.Object when isTrace && IsSecretAttribute(element):
                writer.WriteStartObject();
                writer.WritePropertyName("key"u8);
                WriteText(writer, Named(element, "key"u8)!.Value);
                writer.WriteStartObject("value"u8);
                writer.WriteString("stringValue"u8, Redaction.Mark);
                writer.WriteEndObject();
                writer.WriteEndObject();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in element.EnumerateObject())
                {
                    WriteName(writer, property);
                    WriteValue(writer, property, isTrace);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item, isTrace);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteText(writer, element);
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private void WriteName(Utf8JsonWriter writer, JsonProperty property)
    {
        if (JsonMarshal.GetRawUtf8PropertyName(property) is var raw && IsPlain(raw))
        {
            writer.WritePropertyName(raw);
        }
        else
        {
            writer.WritePropertyName(WithoutKey(Redaction.WithoutSecrets(Text(() => property.Name)) ?? ""));
        }
    }

    private void WriteText(Utf8JsonWriter writer, JsonElement text)
    {
        if (JsonMarshal.GetRawUtf8Value(text)[1..^1] is var raw && IsPlain(raw))
        {
            writer.WriteStringValue(raw);
        }
        else
        {
            writer.WriteStringValue(WithoutKey(Redaction.WithoutSecrets(Text(text.GetString)) ?? ""));
        }
    }

    private void WriteValue(Utf8JsonWriter writer, JsonProperty property, bool isTrace)
    {
        // Numbers and flags are counts such as prompt_tokens, not secrets.
        var canBeSecret = property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array;
        if (canBeSecret && (IsSecretName(Text(() => property.Name)) || IsRecording(property)))
        {
            writer.WriteStringValue(Redaction.Mark);
        }
        else
        {
            Write(writer, property.Value, isTrace);
        }
    }

    // With its address anybody can listen to a recording, with or without a signature.
    private static bool IsRecording(JsonProperty property) =>
        JsonMarshal.GetRawUtf8Value(property.Value).ContainsAny((byte)'/', (byte)'\\')
        && Redaction.IsRecordingName(Text(() => property.Name));

    // Of a span: its name is a value. Numbers are counts, as above.
    private bool IsSecretAttribute(JsonElement element) =>
        Named(element, "key"u8) is { ValueKind: JsonValueKind.String } key
        && Named(element, "value"u8) is { ValueKind: JsonValueKind.Object } value
        && (Named(value, "stringValue"u8) ?? Named(value, "arrayValue"u8) ?? Named(value, "kvlistValue"u8)) is not null
        && IsSecretName(Text(key.GetString));

    // The search of the element itself breaks off at names that no text can hold.
    private static JsonElement? Named(JsonElement element, ReadOnlySpan<byte> name)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (JsonMarshal.GetRawUtf8PropertyName(property).SequenceEqual(name))
            {
                return property.Value;
            }
        }

        return null;
    }

    private bool IsSecretName(string name)
    {
        if (!_secretNames.TryGetValue(name, out var isSecret))
        {
            isSecret = Redaction.IsSecretName(name);
            if (_secretNames.Count < MaxNames)
            {
                _secretNames[name] = isSecret;
            }
        }

        return isSecret;
    }

    private bool IsPlain(ReadOnlySpan<byte> raw) => !raw.ContainsAny(Escapes) && Utf8.IsValid(raw) && !_key.IsIn(raw);

    private static string Text(Func<string?> read)
    {
        try
        {
            return read() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escape for half a character: no text can hold it.
            return "\uFFFD";
        }
    }

    private string WithoutKey(string text) => _key.Replace(text, Redaction.Mark);

    /// <summary>The encoder writes marks that reorder text as they are; such characters only occur inside JSON strings.</summary>
    private static void ShowDirections(RentedBuffer document)
    {
        // In UTF-8 all of them begin with this byte.
        if (
            !document.Written.Span.Contains((byte)0xE2)
            || Encoding.UTF8.GetString(document.Written.Span) is var json && json.AsSpan().IndexOfAnyInRange('\u202A', '\u2069') < 0
        )
        {
            return;
        }

        var shown = new StringBuilder(json.Length);
        foreach (var character in json)
        {
            if (character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}");
            }
            else
            {
                shown.Append(character);
            }
        }

        document.Clear();
        document.Write(shown.ToString());
    }
}

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Agents.Traces;

/// <summary>
/// Reads and writes the JSON of OTLP/HTTP (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding): ids in hex, 64-bit numbers as
/// text or number.
/// </summary>
internal static class OtlpJson
{
    /// <summary>The status code of a span that failed.</summary>
    public const ulong ErrorStatus = 2;

    private const int MaxDepth = 64;

    /// <summary>Reads a request, or what a trace backend gives back of one: the request, a list of its parts, or of spans.</summary>
    /// <exception cref="OtlpException">It is no JSON, or no trace.</exception>
    public static IReadOnlyList<AgentSpan> Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            throw new OtlpException("The body is no JSON of traces.", e);
        }
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    public static IReadOnlyList<AgentSpan> Read(JsonElement trace)
    {
        var spans = new List<AgentSpan>();
        if (trace.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in trace.EnumerateArray())
            {
                ReadPart(part, spans);
            }
        }
        else
        {
            ReadPart(trace, spans);
        }

        return spans;
    }

    /// <summary>Writes a request, as collectors and viewers take it.</summary>
    public static void Write(Utf8JsonWriter json, IEnumerable<AgentSpan> spans)
    {
        json.WriteStartObject();
        json.WriteStartArray("resourceSpans"u8);
        foreach (var service in spans.GroupBy(span => span.Service, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            json.WriteStartObject("resource"u8);
            json.WriteStartArray("attributes"u8);
            WritePair(json, "service.name", JsonValue.Create(service.Key));
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartArray("scopeSpans"u8);
            foreach (var scope in service.GroupBy(span => span.Scope, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteStartObject("scope"u8);
                json.WriteString("name"u8, scope.Key);
                json.WriteEndObject();
                json.WriteStartArray("spans"u8);
                foreach (var span in scope)
                {
                    WriteSpan(json, span);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>A number, or its name where JSON has no number for it.</summary>
    public static JsonNode Real(double value) =>
        double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));

    private static void ReadPart(JsonElement part, List<AgentSpan> spans)
    {
        if (part.ValueKind != JsonValueKind.Object)
        {
            throw new OtlpException("The JSON holds no traces.");
        }

        if (part.TryGetProperty("resourceSpans", out _))
        {
            foreach (var resource in Items(part, "resourceSpans"))
            {
                ReadResource(resource, spans);
            }
        }
        else if (part.TryGetProperty("scopeSpans", out _))
        {
            ReadResource(part, spans);
        }
        else if (part.TryGetProperty("spanId", out _))
        {
            spans.Add(ReadSpan(part, service: "", scope: ""));
        }
    }

    private static void ReadResource(JsonElement resource, List<AgentSpan> spans)
    {
        var service = resource.TryGetProperty("resource", out var described)
            ? Attributes(described).GetValueOrDefault("service.name")?.ToString() ?? ""
            : "";
        foreach (var scope in Items(resource, "scopeSpans"))
        {
            var name = scope.TryGetProperty("scope", out var library) ? Text(library, "name") : "";
            spans.AddRange(Items(scope, "spans").Select(span => ReadSpan(span, service, name)));
        }
    }

    private static AgentSpan ReadSpan(JsonElement span, string service, string scope)
    {
        var status = span.ValueKind == JsonValueKind.Object && span.TryGetProperty("status", out var said) ? said : default;
        return new()
        {
            TraceId = Id(span, "traceId"),
            SpanId = Id(span, "spanId"),
            ParentId = Id(span, "parentSpanId"),
            Name = Text(span, "name"),
            Scope = scope,
            Service = service,
            Kind = (int)Number(span, "kind"),
            Start = UnixNanoseconds.ToTime(Number(span, "startTimeUnixNano")),
            End = UnixNanoseconds.ToTime(Number(span, "endTimeUnixNano")),
            IsError = Number(status, "code") == ErrorStatus || Text(status, "code") == "STATUS_CODE_ERROR",
            Error = Text(status, "message"),
            Attributes = Attributes(span),
            Events =
            [
                .. Items(span, "events")
                    .Select(entry => new SpanEvent(
                        UnixNanoseconds.ToTime(Number(entry, "timeUnixNano")),
                        Text(entry, "name"),
                        Attributes(entry)
                    )),
            ],
        };
    }

    private static Dictionary<string, JsonNode?> Attributes(JsonElement owner)
    {
        var attributes = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var pair in Items(owner, "attributes"))
        {
            attributes[Text(pair, "key")] = pair.TryGetProperty("value", out var value) ? Value(value) : null;
        }

        return attributes;
    }

    private static JsonNode? Value(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var kind in value.EnumerateObject())
        {
            switch (kind.Name)
            {
                case "stringValue" or "bytesValue" when kind.Value.ValueKind == JsonValueKind.String:
                    return JsonValue.Create(kind.Value.GetString());
                case "boolValue":
                    return JsonValue.Create(kind.Value.ValueKind == JsonValueKind.True);
                case "intValue":
                    return Whole(kind.Value) is { } whole ? JsonValue.Create(whole) : null;
                case "doubleValue":
                    return kind.Value.ValueKind == JsonValueKind.Number && kind.Value.TryGetDouble(out var real)
                        ? Real(real)
                        : JsonValue.Create(kind.Value.ToString());
                case "arrayValue":
                    return new JsonArray([.. Items(kind.Value, "values").Select(Value)]);
                case "kvlistValue":
                    return new JsonObject(
                        Items(kind.Value, "values")
                            .DistinctBy(pair => Text(pair, "key"), StringComparer.Ordinal)
                            .Select(pair =>
                                KeyValuePair.Create(Text(pair, "key"), pair.TryGetProperty("value", out var inner) ? Value(inner) : null)
                            )
                    );
            }
        }

        return null;
    }

    private static IEnumerable<JsonElement> Items(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)
            : [];

    private static string Text(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : "";

    private static string Id(JsonElement owner, string name) => Text(owner, name).ToLowerInvariant();

    private static ulong Number(JsonElement owner, string name) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out var number) && Whole(number) is { } whole and >= 0
            ? (ulong)whole
            : 0;

    private static long? Whole(JsonElement number) =>
        number.ValueKind switch
        {
            JsonValueKind.Number when number.TryGetInt64(out var value) => value,
            JsonValueKind.String
                when long.TryParse(number.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
            _ => null,
        };

    private static void WriteSpan(Utf8JsonWriter json, AgentSpan span)
    {
        json.WriteStartObject();
        json.WriteString("traceId"u8, span.TraceId);
        json.WriteString("spanId"u8, span.SpanId);
        json.WriteString("parentSpanId"u8, span.ParentId);
        json.WriteString("name"u8, span.Name);
        json.WriteNumber("kind"u8, span.Kind);
        WriteTime(json, "startTimeUnixNano"u8, span.Start);
        WriteTime(json, "endTimeUnixNano"u8, span.End);
        WriteAttributes(json, span.Attributes);
        json.WriteStartArray("events"u8);
        foreach (var entry in span.Events)
        {
            json.WriteStartObject();
            WriteTime(json, "timeUnixNano"u8, entry.At);
            json.WriteString("name"u8, entry.Name);
            WriteAttributes(json, entry.Attributes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("status"u8);
        if (span.IsError)
        {
            json.WriteNumber("code"u8, ErrorStatus);
            json.WriteString("message"u8, span.Error);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset time) =>
        json.WriteString(name, UnixNanoseconds.Of(time).ToString(CultureInfo.InvariantCulture));

    private static void WriteAttributes(Utf8JsonWriter json, IReadOnlyDictionary<string, JsonNode?> attributes)
    {
        json.WriteStartArray("attributes"u8);
        foreach (var (key, value) in attributes)
        {
            WritePair(json, key, value);
        }

        json.WriteEndArray();
    }

    private static void WritePair(Utf8JsonWriter json, string key, JsonNode? value)
    {
        json.WriteStartObject();
        json.WriteString("key"u8, key);
        json.WritePropertyName("value"u8);
        WriteValue(json, value);
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, JsonNode? value)
    {
        json.WriteStartObject();
        switch (value)
        {
            case JsonArray list:
                json.WriteStartObject("arrayValue"u8);
                json.WriteStartArray("values"u8);
                foreach (var item in list)
                {
                    WriteValue(json, item);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case JsonObject pairs:
                json.WriteStartObject("kvlistValue"u8);
                json.WriteStartArray("values"u8);
                foreach (var (key, inner) in pairs)
                {
                    WritePair(json, key, inner);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case JsonValue scalar when scalar.TryGetValue<bool>(out var flag):
                json.WriteBoolean("boolValue"u8, flag);
                break;
            case JsonValue scalar when scalar.TryGetValue<long>(out var whole):
                json.WriteString("intValue"u8, whole.ToString(CultureInfo.InvariantCulture));
                break;
            case JsonValue scalar when scalar.TryGetValue<double>(out var real):
                json.WriteNumber("doubleValue"u8, real);
                break;
            case not null:
                json.WriteString("stringValue"u8, value.ToString());
                break;
        }

        json.WriteEndObject();
    }
}

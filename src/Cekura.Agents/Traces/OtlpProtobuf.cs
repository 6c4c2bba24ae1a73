using System.Text.Json.Nodes;

namespace Cekura.Agents.Traces;

/// <summary>
/// Reads <c>ExportTraceServiceRequest</c> of OTLP/HTTP (https://opentelemetry.io/docs/specs/otlp/#binary-protobuf-encoding). Fields that it
/// does not know are passed over.
/// </summary>
internal static class OtlpProtobuf
{
    // Values may hold values; deeper ones are no use to a reader.
    private const int MaxDepth = 32;

    /// <exception cref="OtlpException">The bytes are no such request.</exception>
    public static IReadOnlyList<AgentSpan> Read(ReadOnlySpan<byte> request)
    {
        var spans = new List<AgentSpan>();
        var reader = new WireReader(request);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                ReadResource(reader.Bytes(), spans);
            }
            else
            {
                reader.Skip();
            }
        }

        return spans;
    }

    private static void ReadResource(ReadOnlySpan<byte> message, List<AgentSpan> spans)
    {
        // The resource may come behind the spans that it describes.
        var service = "";
        var first = spans.Count;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    service = ServiceName(reader.Bytes());
                    break;
                case 2:
                    ReadScope(reader.Bytes(), spans);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        for (var at = first; at < spans.Count; at++)
        {
            spans[at] = spans[at] with { Service = service };
        }
    }

    private static string ServiceName(ReadOnlySpan<byte> resource)
    {
        var attributes = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var reader = new WireReader(resource);
        while (reader.Next())
        {
            ReadAttribute(ref reader, field: 1, attributes);
        }

        return attributes.GetValueOrDefault("service.name")?.ToString() ?? "";
    }

    private static void ReadScope(ReadOnlySpan<byte> message, List<AgentSpan> spans)
    {
        var scope = "";
        var first = spans.Count;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    scope = FirstText(reader.Bytes());
                    break;
                case 2:
                    spans.Add(ReadSpan(reader.Bytes()));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        for (var at = first; at < spans.Count; at++)
        {
            spans[at] = spans[at] with { Scope = scope };
        }
    }

    private static string FirstText(ReadOnlySpan<byte> message)
    {
        var text = "";
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                text = reader.Text();
            }
            else
            {
                reader.Skip();
            }
        }

        return text;
    }

    private static AgentSpan ReadSpan(ReadOnlySpan<byte> message)
    {
        string trace = "",
            id = "",
            parent = "",
            name = "",
            error = "";
        var (kind, status) = (0, 0UL);
        ulong start = 0,
            end = 0;
        var attributes = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var events = new List<SpanEvent>();
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    trace = Convert.ToHexStringLower(reader.Bytes());
                    break;
                case 2:
                    id = Convert.ToHexStringLower(reader.Bytes());
                    break;
                case 4:
                    parent = Convert.ToHexStringLower(reader.Bytes());
                    break;
                case 5:
                    name = reader.Text();
                    break;
                case 6:
                    kind = (int)reader.Number();
                    break;
                case 7:
                    start = reader.Fixed64();
                    break;
                case 8:
                    end = reader.Fixed64();
                    break;
                case 9:
                    ReadAttribute(ref reader, field: 9, attributes);
                    break;
                case 11:
                    events.Add(ReadEvent(reader.Bytes()));
                    break;
                case 15:
                    (status, error) = ReadStatus(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new()
        {
            TraceId = trace,
            SpanId = id,
            ParentId = parent,
            Name = name,
            Kind = kind,
            Start = UnixNanoseconds.ToTime(start),
            End = UnixNanoseconds.ToTime(end),
            IsError = status == OtlpJson.ErrorStatus,
            Error = error,
            Attributes = attributes,
            Events = events,
        };
    }

    private static (ulong Code, string Message) ReadStatus(ReadOnlySpan<byte> message)
    {
        var (code, text) = (0UL, "");
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 2:
                    text = reader.Text();
                    break;
                case 3:
                    code = reader.Number();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (code, text);
    }

    private static SpanEvent ReadEvent(ReadOnlySpan<byte> message)
    {
        var (time, name) = (0UL, "");
        var attributes = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    time = reader.Fixed64();
                    break;
                case 2:
                    name = reader.Text();
                    break;
                default:
                    ReadAttribute(ref reader, field: 3, attributes);
                    break;
            }
        }

        return new(UnixNanoseconds.ToTime(time), name, attributes);
    }

    private static void ReadAttribute(ref WireReader reader, int field, Dictionary<string, JsonNode?> attributes)
    {
        if (reader.Field != field)
        {
            reader.Skip();
            return;
        }

        var (key, value) = ReadPair(reader.Bytes(), depth: 0);
        attributes[key] = value;
    }

    private static (string Key, JsonNode? Value) ReadPair(ReadOnlySpan<byte> message, int depth)
    {
        var key = "";
        JsonNode? value = null;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    key = reader.Text();
                    break;
                case 2:
                    value = ReadValue(reader.Bytes(), depth);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return (key, value);
    }

    private static JsonNode? ReadValue(ReadOnlySpan<byte> message, int depth)
    {
        JsonNode? value = null;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    value = JsonValue.Create(reader.Text());
                    break;
                case 2:
                    value = JsonValue.Create(reader.Number() != 0);
                    break;
                case 3:
                    value = JsonValue.Create((long)reader.Number());
                    break;
                case 4:
                    value = OtlpJson.Real(reader.Double());
                    break;
                case 5 when depth < MaxDepth:
                    value = ReadArray(reader.Bytes(), depth + 1);
                    break;
                case 6 when depth < MaxDepth:
                    value = ReadObject(reader.Bytes(), depth + 1);
                    break;
                case 7:
                    value = JsonValue.Create(Convert.ToBase64String(reader.Bytes()));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return value;
    }

    private static JsonArray ReadArray(ReadOnlySpan<byte> message, int depth)
    {
        var values = new JsonArray();
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                values.Add(ReadValue(reader.Bytes(), depth));
            }
            else
            {
                reader.Skip();
            }
        }

        return values;
    }

    private static JsonObject ReadObject(ReadOnlySpan<byte> message, int depth)
    {
        var values = new JsonObject();
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var (key, value) = ReadPair(reader.Bytes(), depth);
                values[key] = value;
            }
            else
            {
                reader.Skip();
            }
        }

        return values;
    }
}

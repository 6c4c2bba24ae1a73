using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Agents.Text;

/// <summary>Reads what an agent writes, which may be any text.</summary>
internal static class AgentJson
{
    /// <summary>How deep answers may be nested.</summary>
    public const int Depth = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Depth };

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc cref="Parse(ReadOnlySpan{byte}, out string?)"/>
    public static JsonNode? Parse(string text, out string? fault) => Parse(Encoding.UTF8.GetBytes(text), out fault);

    /// <summary>The JSON of a text. Half of a character, as of an emoji that was cut in two, is read as U+FFFD.</summary>
    /// <param name="utf8">What the agent wrote.</param>
    /// <param name="fault">Why it is none, as the end of a sentence about it; null when it is.</param>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, out string? fault)
    {
        var whole = JsonEscapes.WithoutHalfPairs(utf8, out _);
        fault = null;
        try
        {
            return JsonNode.Parse(whole, documentOptions: Strict);
        }
        catch (JsonException)
        {
            fault = FaultOf(whole);
            return null;
        }
    }

    /// <summary>What stands in a transcript for a value: texts as they are, everything else as JSON.</summary>
    public static string Text(JsonNode? value) => AsText(value) ?? value?.ToJsonString(Readable) ?? "null";

    /// <summary>The text that a value is; null when it is none.</summary>
    public static string? AsText(JsonNode? value) => value is JsonValue scalar && scalar.TryGetValue(out string? text) ? text : null;

    /// <summary>What is sent to an agent: letters stay letters.</summary>
    public static string Write(JsonNode value) => value.ToJsonString(Readable);

    private static string FaultOf(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= Depth)
                {
                    return $"nested more than {Depth} deep";
                }
            }

            return utf8.IsEmpty ? "empty" : "JSON in which a key stands twice";
        }
        catch (JsonException)
        {
            return "no JSON";
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Transcripts;

/// <summary>A tool call that the agent reported.</summary>
internal sealed record ToolCall(string Name, JsonNode? Arguments)
{
    public static ToolCall Of(RecordedTurn turn) => new(Text(turn.Data?["name"]) ?? "", Parsed(turn.Data?["arguments"]));

    public override string ToString() => $"{Name}({Arguments?.ToJsonString(JsonWriting.ReadableText) ?? ""})";

    // The service's own shape is JSON in a string; agents send objects as well.
    private static JsonNode? Parsed(JsonNode? arguments)
    {
        if (Text(arguments) is not { } text)
        {
            return arguments;
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return arguments;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

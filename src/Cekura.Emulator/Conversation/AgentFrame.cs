using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Emulator.Conversation;

/// <summary>What one text frame of the agent says (protocols, section 1.2).</summary>
internal sealed record AgentFrame
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Words of the agent; null when the frame is no turn.</summary>
    public string? Content { get; private init; }

    /// <summary>Metadata to merge into that of the run.</summary>
    public JsonObject? Metadata { get; private init; }

    /// <summary>A tool call or the result of one: <see cref="TurnRole.ToolCall"/> or <see cref="TurnRole.ToolResult"/>.</summary>
    public string? ToolRole { get; private init; }

    /// <summary>Tool frames: the call or the result.</summary>
    public JsonObject? Data { get; private init; }

    /// <summary>The agent ends the call.</summary>
    public bool EndsCall { get; private init; }

    /// <summary>Whether a part of it could not be read: words that are no text, or a tool call without its data.</summary>
    public bool IsPartlyLost { get; private init; }

    /// <summary>When it arrived, as a timestamp of the clock.</summary>
    public long At { get; private init; }

    /// <summary>Reads a frame; null when it has none of the shapes of the protocol.</summary>
    public static AgentFrame? Parse(ReadOnlySpan<byte> utf8, long at)
    {
        JsonObject? fields;
        try
        {
            fields = JsonNode.Parse(utf8, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }

        var content = Text(fields?["content"]);
        var frame = new AgentFrame
        {
            At = at,
            Metadata = fields?["metadata"] as JsonObject,
            ToolRole = fields?["data"] is JsonObject ? ToolRoleOf(Text(fields["role"])) : null,
            Data = fields?["data"] as JsonObject,
            EndsCall = Text(fields?["type"]) == "end_call",
            Content = string.IsNullOrWhiteSpace(content) ? null : content,
            IsPartlyLost = (content is null && fields?["content"] is not null) || (fields?["data"] is not JsonObject && ToolRoleOf(Text(fields?["role"])) is not null),
        };
        var understood = content is not null || frame is { Metadata: not null } or { ToolRole: not null } or { EndsCall: true };
        return !understood ? null : frame.ToolRole is null ? frame : frame with { Content = null, Data = JsonAsText(frame.Data!) };
    }

    // The service's pages write both "Function Call" and "function_call".
    private static string? ToolRoleOf(string? role) => role?.Replace('_', ' ').ToLowerInvariant() switch
    {
        "function call" => TurnRole.ToolCall,
        "function call result" => TurnRole.ToolResult,
        _ => null,
    };

    // In a transcript both are JSON in a string, however the agent sent them.
    private static JsonObject JsonAsText(JsonObject data)
    {
        foreach (var key in new[] { "arguments", "result" })
        {
            if (data[key] is { } value && Text(value) is null)
            {
                data[key] = value.ToJsonString();
            }
        }

        return data;
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

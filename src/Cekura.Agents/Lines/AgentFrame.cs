using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Agents.Text;

namespace Cekura.Agents.Lines;

/// <summary>
/// What the agent does at one moment: a text frame of a WebSocket (docs/emulator.md lists its fields), or a part of an answer.
/// </summary>
internal sealed record AgentFrame
{
    /// <summary>What is wrong with a frame that says nothing the protocol knows.</summary>
    public const string NoShape = "which is no JSON object that the protocol knows";

    private const int Depth = 64;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Depth };

    /// <summary>Words of the agent; null when the frame is no turn.</summary>
    public string? Content { get; private init; }

    /// <summary>White space of a piece of a sentence, which is nothing by itself and stands between two words; else empty.</summary>
    public string Space { get; private init; } = "";

    /// <summary>Whether the agent says that more of the same sentence follows: <c>"partial": true</c>.</summary>
    public bool IsPartial { get; private init; }

    /// <summary>Whether the frame has content, be it empty: what was partial ends with it.</summary>
    public bool HasContent { get; private init; }

    /// <summary>Metadata to merge into that of the run.</summary>
    public JsonObject? Metadata { get; private init; }

    /// <summary>A tool call or the result of one: <see cref="Lines.ToolRole.Call"/> or <see cref="Lines.ToolRole.Result"/>.</summary>
    public string? ToolRole { get; private init; }

    /// <summary>Tool frames: the call or the result.</summary>
    public JsonObject? Data { get; private init; }

    /// <summary>The agent ends the call.</summary>
    public bool EndsCall { get; private init; }

    /// <summary>A message ends with the frame: what is said next in the same turn is another one.</summary>
    public bool EndsMessage { get; private init; }

    /// <summary>The agent's turn is over with the frame, as the protocol says itself.</summary>
    public bool EndsTurn { get; private init; }

    /// <summary>Which part could not be read, as the end of a sentence about the frame; null when all of it was.</summary>
    public string? Lost { get; private init; }

    /// <summary>When it arrived, as a timestamp of the clock.</summary>
    public long At { get; private init; }

    /// <summary>Words, or a piece of them.</summary>
    public static AgentFrame Words(string text, long at, bool isPartial = false) =>
        new()
        {
            At = at,
            Content = string.IsNullOrWhiteSpace(text) ? null : text,
            Space = text.Length > 0 && string.IsNullOrWhiteSpace(text) ? text : "",
            HasContent = true,
            IsPartial = isPartial,
            EndsMessage = !isPartial,
        };

    /// <summary>A tool that the agent called.</summary>
    /// <param name="id">By which its result is found.</param>
    /// <param name="name">Name of the tool.</param>
    /// <param name="arguments">JSON in a text.</param>
    /// <param name="at">When it arrived.</param>
    public static AgentFrame Call(string id, string name, string arguments, long at) =>
        new()
        {
            At = at,
            ToolRole = Lines.ToolRole.Call,
            Data = new()
            {
                ["id"] = id,
                ["name"] = name,
                ["arguments"] = arguments,
            },
        };

    /// <summary>What a tool answered, JSON in a text.</summary>
    public static AgentFrame Result(string id, string result, long at) =>
        new()
        {
            At = at,
            ToolRole = Lines.ToolRole.Result,
            Data = new() { ["id"] = id, ["result"] = result },
        };

    /// <summary>For the run's metadata.</summary>
    public static AgentFrame Remark(JsonObject metadata, long at) => new() { At = at, Metadata = metadata };

    /// <summary>The turn is over.</summary>
    public static AgentFrame Over(long at) => new() { At = at, EndsTurn = true };

    /// <summary>The agent ends the call.</summary>
    public static AgentFrame End(long at) => new() { At = at, EndsCall = true };

    /// <summary>Reads a frame; null when it has none of the shapes of the protocol.</summary>
    /// <param name="utf8">The frame.</param>
    /// <param name="at">When it arrived.</param>
    /// <param name="fault">What is wrong with it, as the end of a sentence about the frame; null when all of it could be read.</param>
    public static AgentFrame? Parse(ReadOnlySpan<byte> utf8, long at, out string? fault)
    {
        var whole = JsonEscapes.WithoutHalfPairs(utf8, out var half);
        JsonObject? fields;
        try
        {
            fields = JsonNode.Parse(whole, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            fault = FaultOf(whole);
            return null;
        }

        var frame = Read(fields, at);
        var lost = half is null ? frame?.Lost : $"in which {half} is half of a character: it is read as \uFFFD";
        fault = frame is null ? NoShape : lost;
        return frame is null ? null : frame with { Lost = lost };
    }

    private static AgentFrame? Read(JsonObject? fields, long at)
    {
        var content = Text(fields?["content"]);
        var isTool = fields?["data"] is JsonObject && ToolRoleOf(Text(fields["role"])) is not null;
        var isPartlyLost =
            (content is null && fields?["content"] is not null)
            || (fields?["data"] is not JsonObject && ToolRoleOf(Text(fields?["role"])) is not null);
        var frame = new AgentFrame
        {
            At = at,
            Metadata = fields?["metadata"] as JsonObject,
            ToolRole = isTool ? ToolRoleOf(Text(fields!["role"])) : null,
            Data = fields?["data"] as JsonObject,
            EndsCall = Text(fields?["type"]) == "end_call",
            Content = isTool || string.IsNullOrWhiteSpace(content) ? null : content,
            Space = !isTool && content is { Length: > 0 } && string.IsNullOrWhiteSpace(content) ? content : "",
            HasContent = !isTool && content is not null,
            IsPartial =
                !isTool && content is not null && fields!["partial"] is JsonValue partial && partial.TryGetValue(out bool more) && more,
            Lost = isPartlyLost ? "of which a part has a shape that the protocol does not know" : null,
        };
        var understood = content is not null || frame is { Metadata: not null } or { ToolRole: not null } or { EndsCall: true };
        return !understood ? null
            : frame.ToolRole is null ? frame
            : frame with { Data = JsonAsText(frame.Data!) };
    }

    // What the strict reader refuses, people want to know by its reason.
    private static string FaultOf(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= Depth)
                {
                    return $"which is nested more than {Depth} deep";
                }
            }

            return "in which a key stands twice";
        }
        catch (JsonException)
        {
            return NoShape;
        }
    }

    // The service's pages write both "Function Call" and "function_call".
    private static string? ToolRoleOf(string? role) =>
        role?.Replace('_', ' ').ToLowerInvariant() switch
        {
            "function call" => Lines.ToolRole.Call,
            "function call result" => Lines.ToolRole.Result,
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

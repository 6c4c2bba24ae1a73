using System.Text.Json;
using System.Text.Json.Nodes;
using AppointmentAgent.Tools;

namespace AppointmentAgent.Chat;

/// <summary>The JSON objects that go over the socket, one a text frame.</summary>
internal static class Frame
{
    public static JsonObject Content(string text, bool endsCall) =>
        endsCall ? new() { ["content"] = text, ["type"] = "end_call" } : new() { ["content"] = text };

    public static JsonObject Metadata(JsonObject metadata) => new() { ["metadata"] = metadata };

    // Arguments and result are JSON inside a string.
    public static JsonObject FunctionCall(ToolCall call) =>
        new()
        {
            ["role"] = "Function Call",
            ["data"] = new JsonObject
            {
                ["id"] = call.Id,
                ["name"] = call.Name,
                ["arguments"] = call.Arguments.ToJsonString(),
            },
        };

    public static JsonObject FunctionCallResult(ToolCall call) =>
        new()
        {
            ["role"] = "Function Call Result",
            ["data"] = new JsonObject { ["id"] = call.Id, ["result"] = call.Result.ToJsonString() },
        };

    /// <summary>The caller's turn. A frame that is no JSON object, or has a shape that the agent does not know, says nothing.</summary>
    public static CallerTurn ReadTurn(ReadOnlyMemory<byte> frame)
    {
        try
        {
            using var document = JsonDocument.Parse(frame);
            return new CallerTurn(Text(document.RootElement, "content"), HangsUp: Text(document.RootElement, "type") is "end_call");
        }
        catch (JsonException)
        {
            return new CallerTurn(Content: null, HangsUp: false);
        }
    }

    private static string? Text(JsonElement frame, string key) =>
        frame.ValueKind is JsonValueKind.Object && frame.TryGetProperty(key, out var value) && value.ValueKind is JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>What came from the caller in one frame.</summary>
internal sealed record CallerTurn(string? Content, bool HangsUp);

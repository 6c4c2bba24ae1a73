using System.Text.Json;

namespace Cekura.Client;

/// <summary>Reads <c>transcript_object</c> in its published and its practical form.</summary>
internal static class TranscriptReader
{
    public const string Field = "transcript_object";

    public static bool IsEncrypted(JsonElement? transcript) => transcript?.Field("__encrypted__") is not null;

    public static List<TranscriptTurn> Read(JsonElement? transcript) =>
        [.. transcript is { ValueKind: JsonValueKind.Array } ? transcript.Objects().Select(ReadTurn) : []];

    private static TranscriptTurn ReadTurn(JsonElement turn)
    {
        var role = turn.TextField("role");
        var data = turn.Field("data") ?? default;
        return new()
        {
            Role = RoleOf(role),
            RoleText = role!,
            Content = turn.TextField("content")!,
            Start = TimeOf(turn, "start_time") ?? TimeOf(turn, "timestamp") ?? TimeOf(turn, "time"),
            End = TimeOf(turn, "end_time"),
            ToolCallId = data.TextField("id"),
            ToolName = data.TextField("name"),
            Arguments = data.TextField("arguments"),
            ToolResult = data.TextField("result"),
        };
    }

    private static TimeSpan? TimeOf(JsonElement turn, string name) => turn.Field(name) is { } value ? Durations.Of(value) : null;

    private static SpeakerRole RoleOf(string? role) =>
        WireWord.Of(role ?? "") switch
        {
            "testing_agent" => SpeakerRole.Caller,
            "main_agent" => SpeakerRole.Agent,
            "function_call" => SpeakerRole.ToolCall,
            "function_call_result" => SpeakerRole.ToolResult,
            _ => SpeakerRole.Other,
        };
}

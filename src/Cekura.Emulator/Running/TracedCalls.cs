using System.Text.Json.Nodes;
using Cekura.Agents.Traces;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Running;

/// <summary>Puts the tool calls of a trace into the transcript, where the agent's protocol did not show them.</summary>
internal static class TracedCalls
{
    /// <summary>The content of such an entry, by which a reader tells it from one that the protocol showed.</summary>
    public const string Mark = "seen by trace";

    /// <param name="turns">The transcript, in the order of its turns' starts.</param>
    /// <param name="trace">The trace.</param>
    /// <param name="began">When the transcript begins.</param>
    /// <param name="duration">How long it is.</param>
    public static IReadOnlyList<RecordedTurn> Merge(
        IReadOnlyList<RecordedTurn> turns,
        AgentTrace trace,
        DateTimeOffset began,
        TimeSpan duration
    )
    {
        var shown = turns.Where(turn => turn.Role == TurnRole.ToolCall).ToList();
        var added = new List<RecordedTurn>();
        foreach (var tool in trace.Tools)
        {
            if (Shown(shown, tool) is { } call)
            {
                shown.Remove(call);
                continue;
            }

            var (start, end) = (Within(tool.Start - began, duration), Within(tool.End - began, duration));
            added.Add(new(TurnRole.ToolCall, Mark, start, start, Call(tool)));
            added.Add(new(TurnRole.ToolResult, Mark, end, end, Result(tool)));
        }

        // OrderBy keeps what has the same start in its order.
        return added.Count == 0 ? turns : [.. turns.Concat(added).OrderBy(turn => turn.Start)];
    }

    private static RecordedTurn? Shown(List<RecordedTurn> shown, TracedTool tool) =>
        shown.Find(turn => turn.Data?["id"]?.ToString() == tool.Id)
        ?? shown.Find(turn => ToolCall.Of(turn) is var call && call.Name == tool.Name && (tool.Arguments is null || Same(call, tool)));

    private static bool Same(ToolCall call, TracedTool tool) =>
        JsonNode.DeepEquals(call.Arguments, ToolCall.Of(new(TurnRole.ToolCall, "", default, default, Call(tool))).Arguments);

    private static JsonObject Call(TracedTool tool) =>
        new()
        {
            ["id"] = tool.Id,
            ["name"] = tool.Name,
            ["arguments"] = Text(tool.Arguments) ?? "{}",
        };

    private static JsonObject Result(TracedTool tool) =>
        new()
        {
            ["id"] = tool.Id,
            ["name"] = tool.Name,
            ["result"] = tool.Error is { } error ? $"error: {error}" : Text(tool.Result) ?? "",
        };

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : node?.ToJsonString();

    // Clocks of two processes differ by a little, and those of two machines by more.
    private static TimeSpan Within(TimeSpan offset, TimeSpan duration) =>
        offset < TimeSpan.Zero ? TimeSpan.Zero
        : offset > duration ? duration
        : offset;
}

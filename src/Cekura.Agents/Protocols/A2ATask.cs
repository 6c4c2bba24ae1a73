using System.Text.Json.Nodes;
using Cekura.Agents.Text;

namespace Cekura.Agents.Protocols;

/// <summary>Reads messages and tasks of A2A, whatever the version spells them like.</summary>
internal static class A2ATask
{
    /// <summary>What a result holds: version 0.3 has it there itself, 1.0 under its name.</summary>
    public static (JsonObject? Task, JsonObject? Message) Of(JsonNode? result) =>
        result is not JsonObject read ? (null, null)
        : read["task"] is JsonObject task ? (task, null)
        : read["message"] is JsonObject message ? (null, message)
        : read["status"] is JsonObject ? (read, null)
        : read["parts"] is JsonArray ? (null, read)
        : (null, null);

    /// <summary>The state of a task in the words of 0.3: <c>input-required</c>.</summary>
    public static string StateOf(JsonObject task) =>
        (AgentJson.AsText((task["status"] as JsonObject)?["state"]) ?? "")
            .Replace("TASK_STATE_", "", StringComparison.Ordinal)
            .Replace('_', '-')
            .ToLowerInvariant();

    public static bool IsWorking(JsonObject task) => StateOf(task) is "submitted" or "working";

    public static bool IsAgents(JsonObject message) => AgentJson.AsText(message["role"]) is "agent" or "ROLE_AGENT";

    /// <summary>The text parts, a line each.</summary>
    public static string WordsOf(JsonNode? message) =>
        string.Join(
            '\n',
            ((message as JsonObject)?["parts"] as JsonArray ?? [])
                .OfType<JsonObject>()
                .Select(part => AgentJson.AsText(part["text"]))
                .Where(text => !string.IsNullOrEmpty(text))
        );
}

using System.Text.Json.Nodes;

namespace Cekura.Client;

/// <summary>
/// What the agent's side of an API chat says (<c>POST /test_framework/v1/runs/{id}/chat/</c>): words, metadata, or a tool call to record.
/// </summary>
public sealed record ChatMessage
{
    /// <summary>The agent's words; null when only metadata or a tool call is sent.</summary>
    public string? Content { get; init; }

    /// <summary>Merged into the run's metadata.</summary>
    public JsonObject? Metadata { get; init; }

    /// <summary><c>Function Call</c> or <c>Function Call Result</c>: records a tool call, no reply is made.</summary>
    public string? Role { get; init; }

    /// <summary>The tool call: <c>id</c>, <c>name</c> and <c>arguments</c>, or <c>id</c> and <c>result</c>.</summary>
    public JsonObject? Data { get; init; }
}

using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Asks for a better prompt, or for what a better one would mend (<c>POST /test_framework/v1/runs/improve_prompt/</c>,
/// <c>POST /test_framework/v1/runs/improve_prompt_issues/</c>).
/// </summary>
public sealed record ImprovePromptRequest
{
    /// <summary>The agent's prompt today; null only where issues are asked for.</summary>
    public string? Prompt { get; init; }

    /// <summary>Runs that show what is wrong; at most 3 when the answer is waited for.</summary>
    public required IReadOnlyList<long> RunIds { get; init; }

    /// <summary>Id of the agent; null: not said.</summary>
    [JsonPropertyName("agent")]
    public long? AgentId { get; init; }

    /// <summary>Critical categories to look at; null: not said.</summary>
    public IReadOnlyList<long>? CategoryIds { get; init; }

    /// <summary>Metrics to look at; null: not said.</summary>
    public IReadOnlyList<long>? WorkflowMetricIds { get; init; }
}

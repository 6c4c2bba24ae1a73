using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Promotes several runs to test sets (<c>POST /test_framework/test-sets/create_from_runs/</c>).</summary>
public sealed record PromoteRunsRequest
{
    /// <summary>Which runs.</summary>
    public required RunChoice Runs { get; init; }

    /// <summary>What their metrics should score.</summary>
    public required IReadOnlyList<TestSetMetric> Metrics { get; init; }

    /// <summary>Id of the agent; null: not said.</summary>
    [JsonPropertyName("agent")]
    public long? AgentId { get; init; }

    /// <summary>Id of the project; null: that of the key.</summary>
    [JsonPropertyName("project")]
    public long? ProjectId { get; init; }
}

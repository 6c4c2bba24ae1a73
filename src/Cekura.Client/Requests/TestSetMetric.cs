using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// What a metric should score on a promoted conversation (<c>metrics[]</c> of <c>POST /test_framework/test-sets/create_from_run/</c>).
/// </summary>
public sealed record TestSetMetric
{
    /// <summary>Id of the metric.</summary>
    [JsonPropertyName("metric")]
    public required long MetricId { get; init; }

    /// <summary>The right score, any JSON; null: not said.</summary>
    public JsonNode? ExpectedValue { get; init; }

    /// <summary>Why; null: not said.</summary>
    public string? Feedback { get; init; }
}

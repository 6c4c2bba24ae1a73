using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// The definition of a metric (<c>GET /test_framework/v1/metrics/{id}/</c>); what it scored in a run is a <see cref="RunMetric"/>.
/// </summary>
public sealed record Metric
{
    /// <summary>Id, the one that votes and re-scoring take.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    public string Name
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Name for machines.</summary>
    public string? Slug { get; init; }

    /// <summary>Id of its project.</summary>
    [JsonPropertyName("project")]
    public long? ProjectId { get; init; }

    /// <summary><c>basic</c>, <c>custom_prompt</c>, <c>custom_code</c> or <c>llm_judge</c>.</summary>
    public string? Type { get; init; }

    /// <summary><c>binary</c>, <c>continuous_qualitative</c>, <c>numeric</c> or <c>enum</c>.</summary>
    public string? EvalType { get; init; }

    /// <summary>The metric exactly as the service sent it, unknown fields included.</summary>
    [JsonIgnore]
    public JsonElement Source { get; init; }

    /// <summary>The metric without its prompt.</summary>
    public override string ToString() => $"metric {Id} ({Name})";
}

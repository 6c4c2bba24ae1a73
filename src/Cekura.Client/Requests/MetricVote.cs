using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>A person's judgement of one metric of a run (<c>POST /test_framework/v1/runs/{id}/mark_metric_vote/</c>).</summary>
public sealed record MetricVote
{
    /// <summary>Id of the metric, <see cref="RunMetric.Id"/>.</summary>
    public required long MetricId { get; init; }

    /// <summary>Whether the score is right; null: no opinion.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool? ThumbsUp { get; init; }

    /// <summary>What the score should have been, any JSON; null is sent, because the service requires the field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonNode? ExpectedValue { get; init; }

    /// <summary>Why.</summary>
    public string? Feedback { get; init; }
}

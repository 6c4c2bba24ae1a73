using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>One scored metric of a run (<c>evaluation.metrics[]</c> of <c>GET /test_framework/v2/runs/{id}/</c>).</summary>
public sealed record RunMetric
{
    /// <summary>Metric id, the one that votes take.</summary>
    public long? Id { get; init; }

    /// <summary>Name for people.</summary>
    public string Name
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Type as returned, for example <c>binary_workflow_adherence</c>, <c>numeric</c>, <c>enum</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Newer form of the type, for example <c>binary</c>.</summary>
    public string? EvalType { get; init; }

    /// <summary>Newer form of a binary score.</summary>
    public bool? Passed { get; init; }

    /// <summary>Score in the metric's own unit; binary metrics: 5 passes, 0 (or <c>false</c>) fails. Null: not applicable.</summary>
    public double? Score { get; init; }

    /// <summary>0 or 1 for binary metrics, where sent.</summary>
    public double? ScoreNormalized { get; init; }

    /// <summary>Label of an enum metric, from <c>enum</c>, else <c>value</c>.</summary>
    public string? Label { get; init; }

    /// <summary>Why the metric scored so; a single string is read as a list of one.</summary>
    public IReadOnlyList<string> Explanation
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>Identifies a built-in metric.</summary>
    public string? FunctionName { get; init; }

    /// <summary>Identifies a built-in metric, for example <c>expected_outcome</c>.</summary>
    public string? VoceraDefinedMetricCode { get; init; }

    /// <summary>Further data: categories, percentiles, <c>trigger_failed</c>.</summary>
    public JsonElement? Extra { get; init; }

    /// <summary>Whether the metric's trigger did not fire, so that it does not apply (<c>extra.trigger_failed</c>).</summary>
    [JsonIgnore]
    public bool TriggerFailed { get; init; }

    /// <summary>
    /// Whether there is a place for a score, where null says that the metric does not apply. The newer form of a binary metric has
    /// <see cref="Passed"/> in its place.
    /// </summary>
    [JsonIgnore]
    internal bool IsScored { get; init; } = true;

    /// <summary>The field that cannot be read, and what stands in it; null: there is none. Untrusted text.</summary>
    [JsonIgnore]
    internal string? Unreadable { get; init; }
}

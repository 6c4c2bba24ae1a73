namespace Cekura.Client;

/// <summary>
/// Filters of the metrics list (<c>GET /test_framework/v1/metrics/</c>). Agent alone: its metrics; project alone: the project's; both: the
/// union.
/// </summary>
public sealed record MetricQuery
{
    /// <summary>Id of an agent: its metrics.</summary>
    public long? AgentId { get; init; }

    /// <summary>Id of a project: its metrics.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Metrics of the agent with the provider's assistant id.</summary>
    public string? AssistantId { get; init; }

    /// <summary>The metric with this slug.</summary>
    public string? Slug { get; init; }

    internal Query ToQuery() =>
        new Query().Add("agent_id", AgentId).Add("project_id", ProjectId).Add("assistant_id", AssistantId).Add("slug", Slug);
}

namespace Cekura.Client;

/// <summary>Filters of the list of critical scenarios (<c>GET /test_framework/v1/critical-metric-scenarios/</c>).</summary>
public sealed record CriticalMetricScenarioQuery
{
    /// <summary>Id of an agent: what is looked for in its runs; null: any.</summary>
    public long? AgentId { get; init; }

    /// <summary>Id of a category: what belongs to it; null: any.</summary>
    public long? CategoryId { get; init; }

    /// <summary>Id of a metric: what it looks for; null: any.</summary>
    public long? MetricId { get; init; }

    /// <summary>Entries that one request asks for, 1 to 100. Default 100.</summary>
    public int PageSize { get; init; } = 100;

    internal Query ToQuery() =>
        new Query().Add("agent_id", AgentId).Add("category_id", CategoryId).Add("metric_id", MetricId).Add("page_size", PageSize);
}

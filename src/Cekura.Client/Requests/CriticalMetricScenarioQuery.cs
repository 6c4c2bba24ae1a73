namespace Cekura.Client;

/// <summary>Filters of the list of critical scenarios (contract, section 12).</summary>
public sealed record CriticalMetricScenarioQuery
{
    /// <summary>Those of this agent.</summary>
    public long? AgentId { get; init; }

    /// <summary>Those of this category.</summary>
    public long? CategoryId { get; init; }

    /// <summary>Those of this metric.</summary>
    public long? MetricId { get; init; }

    /// <summary>Entries that one request asks for, 1 to 100. Default 100.</summary>
    public int PageSize { get; init; } = 100;

    internal Query ToQuery() => new Query()
        .Add("agent_id", AgentId)
        .Add("category_id", CategoryId)
        .Add("metric_id", MetricId)
        .Add("page_size", PageSize);
}

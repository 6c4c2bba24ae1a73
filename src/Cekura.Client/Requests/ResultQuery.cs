namespace Cekura.Client;

/// <summary>Filters of the results list (<c>GET /test_framework/v2/results/</c>).</summary>
public sealed record ResultQuery
{
    /// <summary>Id of an agent: its results.</summary>
    public long? AgentId { get; init; }

    /// <summary>Id of a project: its results.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Results whose name matches.</summary>
    public string? Search { get; init; }

    /// <summary>Ids of scenarios: results with one of them; empty: any.</summary>
    public IReadOnlyList<long>? ScenarioIds { get; init; }

    /// <summary>Entries that one request asks for, 1 to 100. Default 100.</summary>
    public int PageSize { get; init; } = 100;

    internal Query ToQuery() =>
        new Query()
            .Add("agent_id", AgentId)
            .Add("project_id", ProjectId)
            .Add("search", Search)
            .Add("scenarios", ScenarioIds)
            .Add("page_size", PageSize);
}

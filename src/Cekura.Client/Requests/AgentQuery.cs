namespace Cekura.Client;

/// <summary>Filters of the agents list (<c>GET /test_framework/v1/aiagents/</c>).</summary>
public sealed record AgentQuery
{
    /// <summary>Id of a project: its agents; null: all that the key can see.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Agents whose name matches, or the one with this id.</summary>
    public string? Search { get; init; }

    /// <summary>Entries that one request asks for, 1 to 100. Default 100.</summary>
    public int PageSize { get; init; } = 100;

    internal Query ToQuery() => new Query().Add("project_id", ProjectId).Add("q", Search).Add("page_size", PageSize);
}

namespace Cekura.Client;

/// <summary>
/// Filters of the test profiles list (<c>GET /test_framework/v1/test-profiles/</c>); the service wants an agent or a project.
/// </summary>
public sealed record TestProfileQuery
{
    /// <summary>Id of an agent: its profiles.</summary>
    public long? AgentId { get; init; }

    /// <summary>Id of a project: its profiles.</summary>
    public long? ProjectId { get; init; }

    internal Query ToQuery() => new Query().Add("agent_id", AgentId).Add("project_id", ProjectId);
}

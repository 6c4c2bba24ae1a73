namespace Cekura.Client;

/// <summary>
/// Filters of the runs list (<c>GET /test_framework/v2/runs/</c>). The service may demand at least one scope: a result, agent or project.
/// </summary>
public sealed record RunQuery
{
    /// <summary>Id of a result: its runs.</summary>
    public long? ResultId { get; init; }

    /// <summary>Id of an agent: its runs.</summary>
    public long? AgentId { get; init; }

    /// <summary>Id of a project: its runs.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Runs of the agent with the provider's assistant id.</summary>
    public string? AssistantId { get; init; }

    /// <summary>Only these runs.</summary>
    public IReadOnlyList<long>? Ids { get; init; }

    /// <summary>Only runs of these scenarios.</summary>
    public IReadOnlyList<long>? ScenarioIds { get; init; }

    /// <summary>Only runs with these personalities.</summary>
    public IReadOnlyList<long>? PersonalityIds { get; init; }

    /// <summary>Only runs in these states, in the service's words, for example <c>completed</c>.</summary>
    public IReadOnlyList<string>? Statuses { get; init; }

    /// <summary>Only runs that passed, or that did not.</summary>
    public bool? Success { get; init; }

    /// <summary>Only runs that match this text.</summary>
    public string? Search { get; init; }

    /// <summary>Only runs created at or after this moment; sent as UTC.</summary>
    public DateTimeOffset? CreatedFrom { get; init; }

    /// <summary>Only runs created at or before this moment; sent as UTC.</summary>
    public DateTimeOffset? CreatedTo { get; init; }

    /// <summary>Entries that one request asks for, 1 to 100. Default 100.</summary>
    public int PageSize { get; init; } = 100;

    internal Query ToQuery() =>
        new Query()
            .Add("result_id", ResultId)
            .Add("agent_id", AgentId)
            .Add("project_id", ProjectId)
            .Add("assistant_id", AssistantId)
            .Add("id__in", Ids)
            .Add("scenario__id__in", ScenarioIds)
            .Add("personality__id__in", PersonalityIds)
            .Add("status__in", Statuses)
            .Add("success", Success)
            .Add("search", Search)
            .Add("created_at_from", CreatedFrom)
            .Add("created_at_to", CreatedTo)
            .Add("page_size", PageSize);
}

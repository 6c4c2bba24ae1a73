namespace Cekura.Client;

/// <summary>
/// Filters of the scenarios list (<c>GET /test_framework/v1/scenarios/</c>). An organization-scoped key needs an agent, project or
/// assistant.
/// </summary>
public sealed record ScenarioQuery
{
    /// <summary>Id of an agent: its scenarios.</summary>
    public long? AgentId { get; init; }

    /// <summary>Id of a project: its scenarios.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Scenarios of the agent with the provider's assistant id.</summary>
    public string? AssistantId { get; init; }

    /// <summary>Tags to filter by, combined as <see cref="TagMatch"/> says.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>How <see cref="Tags"/> combine; default: any of them.</summary>
    public TagMatch? TagMatch { get; init; }

    /// <summary>Scenarios in this folder, dot-separated; empty: scenarios without a folder; null: all.</summary>
    public string? FolderPath { get; init; }

    /// <summary>Entries that one request asks for, 1 to 100. Default 100.</summary>
    public int PageSize { get; init; } = 100;

    internal Query ToQuery() =>
        new Query()
            .Add("agent_id", AgentId)
            .Add("project_id", ProjectId)
            .Add("assistant_id", AssistantId)
            .Add("tags", Tags)
            .Add(
                "tag_filter_type",
                TagMatch switch
                {
                    Client.TagMatch.And => "and",
                    Client.TagMatch.Or => "or",
                    Client.TagMatch.Not => "not",
                    _ => null,
                }
            )
            .Add("folder_path", FolderPath)
            .Add("page_size", PageSize);
}

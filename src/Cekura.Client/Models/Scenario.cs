using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>A scenario of the service (<c>GET /test_framework/v1/scenarios/{id}/</c>).</summary>
public sealed record Scenario
{
    /// <summary>Id, the identity: names are not unique.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    public string Name
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Id of its agent.</summary>
    [JsonPropertyName("agent")]
    public long? AgentId { get; init; }

    /// <summary>Id of its own personality.</summary>
    [JsonPropertyName("personality")]
    public long? PersonalityId { get; init; }

    /// <summary>Name of its own personality.</summary>
    public string? PersonalityName { get; init; }

    /// <summary><c>instruction</c>, <c>conditional_actions</c>, <c>real_world_smart</c> or <c>real_world_fixed</c>.</summary>
    public string? ScenarioType { get; init; }

    /// <summary>Dot-separated folder, null at the root.</summary>
    public string? FolderPath { get; init; }

    /// <summary>Tags, in the service's order; empty when it has none.</summary>
    public IReadOnlyList<string> Tags
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>What success is, in prose.</summary>
    public string? ExpectedOutcomePrompt { get; init; }

    /// <summary>The scenario exactly as the service sent it, unknown fields included.</summary>
    [JsonIgnore]
    public JsonElement Source { get; init; }

    /// <summary>The scenario in a few words.</summary>
    public override string ToString() => $"scenario {Id} ({Name})";
}

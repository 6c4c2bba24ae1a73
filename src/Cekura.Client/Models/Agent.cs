using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>An agent under test (<c>GET /test_framework/v1/aiagents/{id}/</c>).</summary>
public sealed record Agent
{
    /// <summary>Id, unique within a region of the service.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    [JsonPropertyName("agent_name")]
    public string Name
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Id of its project.</summary>
    [JsonPropertyName("project")]
    public long? ProjectId { get; init; }

    /// <summary>True: the service calls the agent. False: the agent must call. Null: not said.</summary>
    public bool? Inbound { get; init; }

    /// <summary>Language code.</summary>
    public string? Language { get; init; }

    /// <summary>Number of the agent, E.164.</summary>
    public string? ContactNumber { get; init; }

    /// <summary><c>self_hosted</c>, or the provider that runs it.</summary>
    public string? AssistantProvider { get; init; }

    /// <summary>The provider's id of it.</summary>
    public string? AssistantId { get; init; }

    /// <summary>Where it takes text conversations.</summary>
    [JsonPropertyName("websocket_url")]
    public string? WebSocketUrl { get; init; }

    /// <summary>Personalities that runs of its project may ask for.</summary>
    public IReadOnlyList<long> EnabledPersonalities
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>The agent exactly as the service sent it, unknown fields included.</summary>
    [JsonIgnore]
    public JsonElement Source { get; init; }

    /// <summary>The agent without its headers and other settings.</summary>
    public override string ToString() => $"agent {Id} ({Name})";
}

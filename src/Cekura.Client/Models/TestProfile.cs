using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Who the simulated caller is: names, dates, account numbers (<c>GET /test_framework/v1/test-profiles/{id}/</c>).</summary>
public sealed record TestProfile
{
    /// <summary>Id in the service, the identity: names are not unique.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    public string Name
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Id of its project.</summary>
    [JsonPropertyName("project")]
    public long? ProjectId { get; init; }

    /// <summary>Id of its agent; null when it belongs to the whole project.</summary>
    [JsonPropertyName("agent")]
    public long? AgentId { get; init; }

    /// <summary>The profile exactly as the service sent it, its <c>information</c> included.</summary>
    [JsonIgnore]
    public JsonElement Source { get; init; }

    /// <summary>The profile without what it says of a person.</summary>
    public override string ToString() => $"test profile {Id} ({Name})";
}

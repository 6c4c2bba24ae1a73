using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>A way in which the simulated caller talks (<c>GET /test_framework/v1/personalities/{id}/</c>).</summary>
public sealed record Personality
{
    /// <summary>Id in the service, the identity: names are not unique.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    public string Name
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Id of the project that owns it; null when the service provides it.</summary>
    [JsonPropertyName("project")]
    public long? ProjectId { get; init; }

    /// <summary>Language code.</summary>
    public string? Language { get; init; }

    /// <summary>The personality exactly as the service sent it, unknown fields included.</summary>
    [JsonIgnore]
    public JsonElement Source { get; init; }

    /// <summary>The personality in a few words.</summary>
    public override string ToString() => $"personality {Id} ({Name})";
}

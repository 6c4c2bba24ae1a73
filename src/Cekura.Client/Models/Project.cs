using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>A project of an organization (<c>GET /user/v1/projects/</c>).</summary>
public sealed record Project
{
    /// <summary>Id in the service, the identity: names are not unique.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    public string Name
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>The project exactly as the service sent it, unknown fields included.</summary>
    [JsonIgnore]
    public JsonElement Source { get; init; }

    /// <summary>The project in a few words.</summary>
    public override string ToString() => $"project {Id} ({Name})";
}

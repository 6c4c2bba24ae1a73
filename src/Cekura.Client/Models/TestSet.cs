using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>A conversation that was promoted to a test of metrics (<c>POST /test_framework/test-sets/create_from_run/</c>).</summary>
public sealed record TestSet
{
    /// <summary>Id in the service, the identity: names are not unique.</summary>
    public required long Id { get; init; }

    /// <summary>Name for people.</summary>
    public string Name
    {
        get;
        init => field = value ?? "";
    } = "";

    /// <summary>Id of the agent.</summary>
    [JsonPropertyName("agent")]
    public long? AgentId { get; init; }

    /// <summary><c>Run</c> or <c>CallLog</c>.</summary>
    public string? SourceModel { get; init; }

    /// <summary>Id of the run or call log that it was made of.</summary>
    public long? SourceId { get; init; }

    /// <summary>The test set exactly as the service sent it, conversation and reviews included.</summary>
    [JsonIgnore]
    public JsonElement Source { get; init; }

    /// <summary>The test set without its conversation.</summary>
    public override string ToString() => $"test set {Id} ({Name})";
}

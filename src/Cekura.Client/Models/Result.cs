using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>A batch of runs with all its runs (<c>GET /test_framework/v2/results/{id}/</c>).</summary>
public sealed record Result
{
    /// <summary>Id of the result.</summary>
    public required long Id { get; init; }

    /// <summary>Label, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the agent under test.</summary>
    [JsonPropertyName("agent")]
    public long? AgentId { get; init; }

    /// <summary>Name of the agent under test.</summary>
    public string? AgentName { get; init; }

    /// <summary>State of the batch.</summary>
    public RunStatus Status { get; init; }

    /// <summary>
    /// The runs, ascending by id. The service sends an object or an array; ids are taken from the runs themselves (see docs/service.md).
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<Run> Runs
    {
        get;
        init => field = value ?? [];
    } = [];

    /// <summary>How many runs came with the result and are not among <see cref="Runs"/>, because they cannot be read.</summary>
    [JsonIgnore]
    internal int UnreadableRuns { get; init; }

    /// <summary>Number of runs; 0 when absent.</summary>
    public int TotalRunsCount { get; init; }

    /// <summary>Number of runs that ended; 0 when absent.</summary>
    public int CompletedRunsCount { get; init; }

    /// <summary>Number of runs that passed. Only a cross-check: count the runs themselves (see docs/service.md).</summary>
    public int SuccessRunsCount { get; init; }

    /// <summary>Number of runs that failed their checks. Only a cross-check (see docs/service.md).</summary>
    public int FailedRunsCount { get; init; }

    /// <summary>How it ran, for example <c>Text</c> or <c>WebSocket</c>.</summary>
    public string? RunType { get; init; }

    /// <summary>When the result was created, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the result last changed, UTC.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The whole result as the service sent it.</summary>
    [JsonIgnore]
    public JsonElement Source { get; init; }
}

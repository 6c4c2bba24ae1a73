using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Fields that the modes livekit_v2 and pipecat_v2 share (<c>POST /test_framework/v1/scenarios/run_scenarios_livekit_v2/</c>,
/// <c>POST /test_framework/v1/scenarios/run_scenarios_pipecat_v2/</c>).
/// </summary>
public abstract record RoomRequest
{
    private protected RoomRequest() { }

    /// <summary>Id of the agent under test; needed when no scenario has one.</summary>
    [JsonPropertyName("agent")]
    public long? AgentId { get; init; }

    /// <summary>The scenarios to run, at least one.</summary>
    public required IReadOnlyList<RoomScenario> Scenarios { get; init; }

    /// <summary>Label of the result. Always set it: an orphaned start is found again by it.</summary>
    public string? Name { get; init; }

    /// <summary>Repetitions of each scenario, from 1 to 100; default 1.</summary>
    public int? Frequency { get; init; }

    /// <summary>
    /// Personalities to use instead of each scenario's own. Whether they multiply is not published (see docs/service.md).
    /// </summary>
    public IReadOnlyList<long>? PersonalityIds { get; init; }

    /// <summary>
    /// Test profiles to use instead of each scenario's own. Whether they multiply is not published (see docs/service.md).
    /// </summary>
    public IReadOnlyList<long>? TestProfileIds { get; init; }

    /// <summary>Id of one personality, beside <see cref="PersonalityIds"/>.</summary>
    public long? PersonalityId { get; init; }

    /// <summary>Id of one test profile, beside <see cref="TestProfileIds"/>.</summary>
    public long? TestProfileId { get; init; }

    /// <summary>Parallel runs of this request, at least 1; default: the limit of the plan.</summary>
    public int? ConcurrencyLimit { get; init; }

    /// <summary>Tools that the service answers: null all configured ones, empty none, names only those.</summary>
    public IReadOnlyList<string>? MockToolNames { get; init; }
}

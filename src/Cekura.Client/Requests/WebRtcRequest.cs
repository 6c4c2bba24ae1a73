using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Fields that the modes vapi_webrtc and retell_webrtc share (<c>POST /test_framework/v1/scenarios/run_scenarios_vapi_webrtc/</c>,
/// <c>POST /test_framework/v1/scenarios/run_scenarios_retell_webrtc/</c>).
/// </summary>
public abstract record WebRtcRequest
{
    private protected WebRtcRequest() { }

    /// <summary>Id of the agent under test; default: the agent of the scenarios.</summary>
    public long? AgentId { get; init; }

    /// <summary>Id of the project; default: the project of the key.</summary>
    public long? ProjectId { get; init; }

    /// <summary>Label of the result. Always set it: an orphaned start is found again by it.</summary>
    public string? Name { get; init; }

    /// <summary>Ids of the scenarios to run, at least one.</summary>
    [JsonPropertyName("scenarios")]
    public required IReadOnlyList<long> ScenarioIds { get; init; }

    /// <summary>Repetitions of each scenario, at least 1; default 1.</summary>
    public int? Frequency { get; init; }

    /// <summary>Parallel runs of this request, at least 1; default: the limit of the plan.</summary>
    public int? ConcurrencyLimit { get; init; }

    /// <summary>Tools that the service answers: null all configured ones, empty none, names only those.</summary>
    public IReadOnlyList<string>? MockToolNames { get; init; }
}

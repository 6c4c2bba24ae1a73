using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Starts, plans or validates a test suite that lives in a file (<c>POST /test_framework/v1/scenarios/run_scenarios_json/</c>).
/// </summary>
public sealed record RunSuiteRequest
{
    /// <summary>The suite, as <c>test-suite-v1.schema.json</c> has it: at most 200 scenarios and 1 MB.</summary>
    public required JsonObject Spec { get; init; }

    /// <summary>Id of the agent under test.</summary>
    public required long AgentId { get; init; }

    /// <summary>
    /// How to reach the agent: <c>voice</c> (the service's default), <c>text</c>, <c>elevenlabs</c>, <c>chirp</c>, <c>livekit_v2</c> or
    /// <c>pipecat_v2</c>.
    /// </summary>
    public string? Channel { get; init; }

    /// <summary>Label of the result, at most 255 characters; default: the suite's name.</summary>
    public string? Name { get; init; }

    /// <summary>Only with channel <c>chirp</c>.</summary>
    public ChirpData? ChirpData { get; init; }

    /// <summary>Only with channel <c>livekit_v2</c>.</summary>
    [JsonPropertyName("livekit_data")]
    public LiveKitData? LiveKitData { get; init; }

    /// <summary>Only with channel <c>pipecat_v2</c>.</summary>
    public PipecatData? PipecatData { get; init; }

    /// <summary>Multiplies each scenario's own frequency, at least 1.</summary>
    public int? Frequency { get; init; }

    /// <summary>Parallel runs of this request, at least 1.</summary>
    public int? ConcurrencyLimit { get; init; }

    /// <summary>Number on which the agent under test is reached, E.164.</summary>
    public string? AgentNumber { get; init; }

    /// <summary>Number used for the call, E.164.</summary>
    public string? OutboundPhoneNumber { get; init; }

    /// <summary>How numbers are given to the runs; default <see cref="NumberAssignment.SameNumber"/>.</summary>
    public NumberAssignment? Mode { get; init; }

    /// <summary>Tools that the service answers: null all configured ones, empty none, names only those.</summary>
    public IReadOnlyList<string>? MockToolNames { get; init; }
}

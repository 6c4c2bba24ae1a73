using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// A scenario to run in a room of LiveKit or Pipecat (<c>scenarios[]</c> of
/// <c>POST /test_framework/v1/scenarios/run_scenarios_livekit_v2/</c>, <c>POST /test_framework/v1/scenarios/run_scenarios_pipecat_v2/</c>).
/// </summary>
public sealed record RoomScenario
{
    /// <summary>Id of the scenario.</summary>
    [JsonPropertyName("scenario")]
    public required long ScenarioId { get; init; }

    /// <summary>Data message for the room, any JSON.</summary>
    public JsonNode? PublishDataMessage { get; init; }
}

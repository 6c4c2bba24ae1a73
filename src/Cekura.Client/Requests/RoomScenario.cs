using System.Text.Json.Nodes;

namespace Cekura.Client;

/// <summary>A scenario to run in a room of LiveKit or Pipecat (contract, section 6.1).</summary>
public sealed record RoomScenario
{
    /// <summary>Id of the scenario.</summary>
    public required long Scenario { get; init; }

    /// <summary>Data message for the room, any JSON.</summary>
    public JsonNode? PublishDataMessage { get; init; }
}

using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// A scenario to run over a WebSocket (<c>scenarios[]</c> of <c>POST /test_framework/v1/scenarios/run_scenarios_with_websockets/</c>).
/// </summary>
public sealed record WebSocketScenario
{
    /// <summary>Id of the scenario.</summary>
    [JsonPropertyName("scenario")]
    public required long ScenarioId { get; init; }

    /// <summary>Address of the agent's WebSocket, <c>ws</c> or <c>wss</c>, instead of the one stored for the agent.</summary>
    [JsonPropertyName("websocket_url")]
    public string? WebSocketUrl { get; init; }
}

using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Where a suite reaches an agent that speaks over a raw PCM WebSocket (<c>chirp_data</c> of
/// <c>POST /test_framework/v1/scenarios/run_scenarios_json/</c>).
/// </summary>
public sealed record ChirpData
{
    /// <summary>Address of the agent's audio WebSocket instead of the one stored for the agent.</summary>
    [JsonPropertyName("websocket_url")]
    public string? WebSocketUrl { get; init; }
}

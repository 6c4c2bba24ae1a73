using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Starts conversations over a raw PCM WebSocket (<c>POST /test_framework/v1/scenarios/run_scenarios_chirp/</c>).</summary>
public sealed record RunChirpRequest : CallRequest
{
    /// <summary>Address of the agent's audio WebSocket instead of the one stored for the agent.</summary>
    [JsonPropertyName("websocket_url")]
    public string? WebSocketUrl { get; init; }
}

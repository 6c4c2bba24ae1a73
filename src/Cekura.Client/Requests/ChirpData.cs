using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Where a suite reaches an agent that speaks over a raw PCM WebSocket (contract, section 22).</summary>
public sealed record ChirpData
{
    /// <summary>Address of the agent's audio WebSocket instead of the one stored for the agent.</summary>
    [JsonPropertyName("websocket_url")]
    public string? WebSocketUrl { get; init; }
}

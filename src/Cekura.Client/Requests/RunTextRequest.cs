using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Starts text conversations (<c>POST /test_framework/v1/scenarios/run_scenarios_text/</c>).</summary>
public sealed record RunTextRequest : ConversationRequest
{
    /// <summary>Address of the agent's WebSocket, <c>ws</c> or <c>wss</c>, instead of the one stored for the agent.</summary>
    [JsonPropertyName("websocket_url")]
    public string? WebSocketUrl { get; init; }

    /// <summary>Headers of the WebSocket's handshake, merged over those stored for the agent. May hold secrets.</summary>
    [JsonPropertyName("websocket_headers")]
    public IReadOnlyDictionary<string, string>? WebSocketHeaders { get; init; }
}

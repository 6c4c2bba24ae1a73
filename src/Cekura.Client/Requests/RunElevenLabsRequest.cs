using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Starts conversations with an ElevenLabs agent (<c>POST /test_framework/v1/scenarios/run_scenarios_elevenlabs/</c>).</summary>
public sealed record RunElevenLabsRequest : CallRequest
{
    /// <summary>The agent's id at ElevenLabs; default: the <c>assistant_id</c> stored for the agent.</summary>
    [JsonPropertyName("elevenlabs_agent_id")]
    public string? ElevenLabsAgentId { get; init; }

    /// <summary>Settings for the connection to ElevenLabs.</summary>
    [JsonPropertyName("elevenlabs_data")]
    public ElevenLabsData? ElevenLabsData { get; init; }
}

using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Settings for the connection to ElevenLabs (<c>elevenlabs_data</c> of
/// <c>POST /test_framework/v1/scenarios/run_scenarios_elevenlabs/</c>).
/// </summary>
public sealed record ElevenLabsData
{
    /// <summary>Base address of ElevenLabs' API instead of the usual one.</summary>
    [JsonPropertyName("elevenlabs_base_url_override")]
    public string? BaseUrlOverride { get; init; }
}

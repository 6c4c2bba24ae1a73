using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Settings for the connection to ElevenLabs (contract, section 6.1).</summary>
public sealed record ElevenLabsData
{
    /// <summary>Base address of ElevenLabs' API instead of the usual one.</summary>
    [JsonPropertyName("elevenlabs_base_url_override")]
    public string? BaseUrlOverride { get; init; }
}

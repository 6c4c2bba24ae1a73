using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Starts conversations in LiveKit rooms, mode livekit_v2 (contract, section 6.1).</summary>
public sealed record RunLiveKitRequest : RoomRequest
{
    /// <summary>Overrides of what agent or project have stored.</summary>
    [JsonPropertyName("livekit_data")]
    public LiveKitData? LiveKitData { get; init; }
}

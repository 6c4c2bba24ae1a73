using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>
/// Starts conversations in LiveKit rooms, mode livekit_v2 (<c>POST /test_framework/v1/scenarios/run_scenarios_livekit_v2/</c>).
/// </summary>
public sealed record RunLiveKitRequest : RoomRequest
{
    /// <summary>Overrides of what agent or project have stored.</summary>
    [JsonPropertyName("livekit_data")]
    public LiveKitData? LiveKitData { get; init; }
}

namespace Cekura.Client;

/// <summary>
/// Starts WebRTC conversations with a Vapi assistant (<c>POST /test_framework/v1/scenarios/run_scenarios_vapi_webrtc/</c>).
/// </summary>
public sealed record RunVapiWebRtcRequest : WebRtcRequest
{
    /// <summary>The assistant under test at Vapi.</summary>
    public required string VapiAssistantId { get; init; }
}

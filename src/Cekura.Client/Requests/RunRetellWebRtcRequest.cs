namespace Cekura.Client;

/// <summary>
/// Starts WebRTC conversations with a Retell agent (<c>POST /test_framework/v1/scenarios/run_scenarios_retell_webrtc/</c>).
/// </summary>
public sealed record RunRetellWebRtcRequest : WebRtcRequest
{
    /// <summary>The agent's id at Retell; default: the <c>assistant_id</c> stored for the agent.</summary>
    public string? RetellAgentId { get; init; }
}

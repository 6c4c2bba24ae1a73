namespace Cekura.Client;

/// <summary>Starts WebRTC conversations with a Vapi assistant (contract, section 6.1).</summary>
public sealed record RunVapiWebRtcRequest : WebRtcRequest
{
    /// <summary>The assistant under test at Vapi.</summary>
    public required string VapiAssistantId { get; init; }
}

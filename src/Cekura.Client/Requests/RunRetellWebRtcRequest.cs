namespace Cekura.Client;

/// <summary>Starts WebRTC conversations with a Retell agent (contract, section 6.1).</summary>
public sealed record RunRetellWebRtcRequest : WebRtcRequest
{
    /// <summary>The agent's id at Retell; default: the <c>assistant_id</c> stored for the agent.</summary>
    public string? RetellAgentId { get; init; }
}

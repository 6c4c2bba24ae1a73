namespace Cekura.Client;

/// <summary>Starts SIP calls (contract, section 6.1). Custom SIP headers belong in a test profile.</summary>
public sealed record RunSipRequest : CallRequest
{
    /// <summary>Where the agent is reached, <c>sip:user@host[:port]</c>, instead of what is stored for the agent.</summary>
    public string? SipEndpoint { get; init; }
}

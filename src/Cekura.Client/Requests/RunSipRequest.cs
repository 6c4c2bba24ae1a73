namespace Cekura.Client;

/// <summary>
/// Starts SIP calls (<c>POST /test_framework/v1/scenarios/run_scenarios_sip/</c>). Custom SIP headers belong in a test profile.
/// </summary>
public sealed record RunSipRequest : CallRequest
{
    /// <summary>Where the agent is reached, <c>sip:user@host[:port]</c>, instead of what is stored for the agent.</summary>
    public string? SipEndpoint { get; init; }
}

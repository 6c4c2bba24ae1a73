namespace Cekura.Client;

/// <summary>Starts phone calls (contract, section 6.1).</summary>
public sealed record RunVoiceRequest : CallRequest;

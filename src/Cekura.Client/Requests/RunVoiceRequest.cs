namespace Cekura.Client;

/// <summary>Starts phone calls (<c>POST /test_framework/v1/scenarios/run_scenarios/</c>).</summary>
public sealed record RunVoiceRequest : CallRequest;

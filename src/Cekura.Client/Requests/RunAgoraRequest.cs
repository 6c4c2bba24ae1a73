namespace Cekura.Client;

/// <summary>
/// Starts conversations over Agora; the fields of a voice start (<c>POST /test_framework/v1/scenarios/run_scenarios_agora/</c>).
/// </summary>
public sealed record RunAgoraRequest : CallRequest;

namespace Cekura.Client;

/// <summary>Starts conversations over Agora; the fields of a voice start (contract, section 7).</summary>
public sealed record RunAgoraRequest : CallRequest;

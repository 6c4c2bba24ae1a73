namespace Cekura.Client;

/// <summary>Starts conversations whose agent side the caller of this API plays (contract, sections 7 and 18).</summary>
public sealed record RunApiChatRequest : SelectionRequest
{
    /// <summary>Seconds for a whole conversation, from 1 to 3600; default: the project's.</summary>
    public int? Timeout { get; init; }
}

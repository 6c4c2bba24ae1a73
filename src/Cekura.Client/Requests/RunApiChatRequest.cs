namespace Cekura.Client;

/// <summary>
/// Starts conversations whose agent side the caller of this API plays (<c>POST /test_framework/v1/scenarios/run_scenarios_api_chat/</c>).
/// </summary>
public sealed record RunApiChatRequest : SelectionRequest
{
    /// <summary>Seconds for a whole conversation, from 1 to 3600; default: the project's.</summary>
    public int? Timeout { get; init; }
}

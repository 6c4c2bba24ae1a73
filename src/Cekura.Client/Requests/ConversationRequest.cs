namespace Cekura.Client;

/// <summary>
/// Fields that the modes text, voice, chirp, sip, elevenlabs and agora share (<c>POST /test_framework/v1/scenarios/run_scenarios_text/</c>
/// and those of the other modes).
/// </summary>
public abstract record ConversationRequest : SelectionRequest
{
    private protected ConversationRequest() { }

    /// <summary>Number on which the agent under test is reached, E.164.</summary>
    public string? AgentNumber { get; init; }

    /// <summary>Number used for the call, E.164.</summary>
    public string? OutboundPhoneNumber { get; init; }

    /// <summary>Parallel runs of this request, at least 1; default: the limit of the plan.</summary>
    public int? ConcurrencyLimit { get; init; }

    /// <summary>Tools that the service answers: null all configured ones, empty none, names only those.</summary>
    public IReadOnlyList<string>? MockToolNames { get; init; }
}

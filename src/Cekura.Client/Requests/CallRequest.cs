namespace Cekura.Client;

/// <summary>
/// Fields that the modes voice, chirp, sip, elevenlabs and agora have beyond those of text
/// (<c>POST /test_framework/v1/scenarios/run_scenarios/</c> and those of the other modes).
/// </summary>
public abstract record CallRequest : ConversationRequest
{
    private protected CallRequest() { }

    /// <summary>Id of one personality; the service merges it into <see cref="SelectionRequest.PersonalityIds"/>.</summary>
    public long? PersonalityId { get; init; }

    /// <summary>Id of one test profile; the service merges it into <see cref="SelectionRequest.TestProfileIds"/>.</summary>
    public long? TestProfileId { get; init; }

    /// <summary>How numbers are given to the runs; default <see cref="NumberAssignment.SameNumber"/>.</summary>
    public NumberAssignment? Mode { get; init; }
}

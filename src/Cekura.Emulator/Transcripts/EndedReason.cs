namespace Cekura.Emulator.Transcripts;

/// <summary>The end reasons that the emulator gives, in the spelling of <c>metadata.ended_reason</c>.</summary>
internal static class EndedReason
{
    /// <summary>The agent sent <c>end_call</c> or closed the connection in order.</summary>
    public const string AgentEndedCall = "main-agent-ended-call";

    /// <summary>The caller hung up.</summary>
    public const string CallerEndedCall = "testing-agent-ended-call";

    /// <summary>The connection was lost, or the agent closed it with the code of an error.</summary>
    public const string Disconnected = "client-disconnect";

    /// <summary>The agent stayed silent although the caller asked for it.</summary>
    public const string SilenceTimedOut = "main-agent-silence-timed-out";

    /// <summary>The <c>max_duration</c> of the scenario has passed.</summary>
    public const string ExceededMaxDuration = "exceeded-max-duration";

    /// <summary>The service was asked to end the call before anything was said.</summary>
    public const string CancelledByUser = "run-cancelled-by-user";

    /// <summary>The service was asked to end a running call.</summary>
    public const string UserInitiated = "user-initiated";

    /// <summary>Nothing listens at the agent's address.</summary>
    public const string NotConnected = "main-agent-call-not-connected";

    /// <summary>The connection stands, or should stand, but the agent never said a word.</summary>
    public const string DidNotAnswer = "main-agent-did-not-answer";

    /// <summary>The agent rejected the handshake.</summary>
    public const string Rejected = "call-rejected";
}

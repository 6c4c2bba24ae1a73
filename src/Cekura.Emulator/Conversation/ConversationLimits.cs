namespace Cekura.Emulator.Conversation;

/// <summary>Bounds that hold for every conversation, so that no agent keeps the emulator busy for ever.</summary>
internal static class ConversationLimits
{
    /// <summary>How long the agent may take to answer the handshake.</summary>
    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(30);

    /// <summary>The service closes after this time without a <c>content</c> frame.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The service waits this long after its <c>end_call</c> before it closes, and as long for the agent's side of the closing.
    /// </summary>
    public static readonly TimeSpan Closing = TimeSpan.FromSeconds(1);

    /// <summary>How long one frame to an agent that does not read may take.</summary>
    public static readonly TimeSpan Sending = TimeSpan.FromSeconds(10);

    /// <summary>Every how long a ping is sent.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(30);

    /// <summary>How long a pong may take before the connection counts as dropped.</summary>
    public static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of one frame.</summary>
    public const int FrameBytes = 1024 * 1024;

    /// <summary>Bytes of a whole conversation.</summary>
    public const int ConversationBytes = 16 * 1024 * 1024;

    /// <summary>
    /// How long after the result of a tool the agent's further words still belong to the turn that it began before the call.
    /// </summary>
    public static readonly TimeSpan AfterResult = TimeSpan.FromSeconds(2);

    /// <summary>Frames that are joined to one turn of the agent; a streamed answer has one for each token.</summary>
    public const int FramesPerTurn = 2000;

    /// <summary>Frames after the end of the call that are recorded.</summary>
    public const int LateFrames = 100;

    /// <summary>How often the same exchange is heard, where the seed does not say.</summary>
    public const int IdenticalExchanges = 5;

    /// <summary>Turns of the caller, where the seed does not say.</summary>
    public const int Turns = 500;
}

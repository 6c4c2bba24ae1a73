namespace Cekura.Emulator.Conversation;

/// <summary>Bounds that hold for every conversation, so that no agent keeps the emulator busy for ever.</summary>
internal static class ConversationLimits
{
    /// <summary>The service closes after this time without a <c>content</c> frame.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(5);

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

    /// <summary>Turns of a caller that a language model plays, where the seed does not say.</summary>
    public const int TurnsOfModel = 20;
}

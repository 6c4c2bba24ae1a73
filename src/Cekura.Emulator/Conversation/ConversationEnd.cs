namespace Cekura.Emulator.Conversation;

/// <summary>How a conversation came to its end.</summary>
internal enum ConversationEnd
{
    /// <summary>It was held and can be scored, whatever ended it.</summary>
    Completed,

    /// <summary>The agent was not reached, or what it did is no conversation; see <see cref="ConversationRecord.ErrorMessage"/>.</summary>
    Failed,

    /// <summary>It was ended on request before anything was said.</summary>
    Cancelled,
}

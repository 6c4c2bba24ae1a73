namespace Cekura.Emulator.Conversation;

/// <summary>The last fact about a conversation.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Reason">One of <see cref="EndedReason"/>, or null.</param>
/// <param name="Error">Failed conversations: for people.</param>
/// <param name="ByAgent">The agent has ended or closed the call, so that it need not be told.</param>
/// <param name="Break">How the agent broke off, which makes the conversation no success; null when it did not.</param>
internal sealed record Ending(ConversationEnd End, string? Reason, string? Error = null, bool ByAgent = false, AgentBreak? Break = null)
{
    /// <summary>The agent ended the call.</summary>
    public static Ending AgentEndedCall { get; } = new(ConversationEnd.Completed, EndedReason.AgentEndedCall, ByAgent: true);

    /// <summary>The caller ended the call.</summary>
    public static Ending CallerEndedCall { get; } = new(ConversationEnd.Completed, EndedReason.CallerEndedCall);
}

namespace Cekura.Runs.Agents;

/// <summary>The agent's side of a chat broke down.</summary>
internal sealed class ChatException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Whether the agent was never heard in this chat, so that nothing can be said of it.</summary>
    public bool NeverAnswered { get; init; }
}

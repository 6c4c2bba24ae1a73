namespace Cekura.Runs.Agents;

/// <summary>The agent's side of a chat broke down.</summary>
internal sealed class ChatException(string message, Exception? innerException = null) : Exception(message, innerException);

namespace Cekura.Emulator.WebSockets;

/// <summary>There is no connection to the agent; the message says what happened, where, and what to do next.</summary>
/// <param name="endedReason">One of <see cref="EndedReason"/>.</param>
/// <param name="message">For people.</param>
/// <param name="inner">The cause.</param>
internal sealed class ConnectException(string endedReason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="Transcripts.EndedReason"/>.</summary>
    public string EndedReason { get; } = endedReason;
}

namespace Cekura.Agents.Lines;

/// <summary>There is no connection to the agent; the message says what happened, where, and what to do next.</summary>
/// <param name="kind">What kind of error it is.</param>
/// <param name="message">For people.</param>
/// <param name="inner">The cause.</param>
internal sealed class ConnectException(FaultKind kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public FaultKind Kind { get; } = kind;
}

namespace Cekura.Agents.Lines;

/// <summary>Bounds of every conversation with an agent, so that none keeps this side busy for ever.</summary>
internal static class LineLimits
{
    /// <summary>How long the agent may take to answer the handshake of a WebSocket.</summary>
    public static readonly TimeSpan Handshake = TimeSpan.FromSeconds(30);

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

    /// <summary>How long the agent may take for one turn where it answers requests and nothing else is said.</summary>
    public static readonly TimeSpan Answer = TimeSpan.FromSeconds(100);

    /// <summary>Bytes of one frame, one event of a stream, or one answer that is no stream, unpacked.</summary>
    public const int FrameBytes = 1024 * 1024;

    /// <summary>Bytes of a whole conversation, unpacked.</summary>
    public const int ConversationBytes = 16 * 1024 * 1024;
}

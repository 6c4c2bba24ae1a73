using System.Diagnostics.CodeAnalysis;

namespace Cekura.Emulator.Conversation;

/// <summary>One conversation to hold over a WebSocket: with which agent, by which caller, within which limits.</summary>
internal sealed record ConversationRequest : ChatRequest
{
    public ConversationRequest() { }

    [SetsRequiredMembers]
    public ConversationRequest(ChatRequest chat, Uri url, IReadOnlyDictionary<string, string> headers)
        : base(chat) => (Url, Headers) = (url, headers);

    /// <summary>Where the agent listens, <c>ws</c> or <c>wss</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>Every header of the handshake, already merged by precedence.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary><c>message_plan.idle_message_max_spoken_count</c>: how often in a row it asks before the call ends.</summary>
    public int IdleMessages { get; init; } = 3;

    /// <summary>Factor for the times of <c>&lt;silence&gt;</c> and <c>&lt;hold&gt;</c>; 0 leaves them out.</summary>
    public double SilenceScale { get; init; }
}

using System.Threading.Channels;

namespace Cekura.Agents.Lines;

/// <summary>One conversation with an agent, whatever carries it. What the agent does makes no member throw.</summary>
internal interface IAgentLine : IAsyncDisposable
{
    /// <summary>What the agent does, in the order of arrival; completed when its side has come to its end.</summary>
    ChannelReader<AgentFrame> Frames { get; }

    /// <summary>
    /// Whether every turn ends with a frame that says so (<see cref="AgentFrame.EndsTurn"/>), as an answer to a request does. Else a turn
    /// is over after a pause.
    /// </summary>
    bool SaysWhenOver { get; }

    /// <summary>The agent's address for messages, without secrets.</summary>
    string Where { get; }

    /// <summary>What an agent of this protocol has to send, a sentence.</summary>
    string Expected { get; }

    /// <summary>
    /// How many frames followed no shape of the protocol and were ignored, as a whole or in a part that has words or a tool call.
    /// </summary>
    int IgnoredFrames { get; }

    /// <summary>The first of them, in words for people; null when there was none.</summary>
    string? FirstIgnoredFrame { get; }

    /// <summary>How the agent's side came to its end; set before <see cref="Frames"/> is completed.</summary>
    Disconnection? Disconnection { get; }

    /// <summary>Takes the caller's turn to the agent; false when its side has come to its end or it does not read.</summary>
    /// <param name="text">The words; empty: none.</param>
    /// <param name="endsCall">Whether the caller hangs up with them.</param>
    Task<bool> SayAsync(string text, bool endsCall);

    /// <summary>The agent has the word, though the caller said nothing: as at the start, where it greets.</summary>
    void Listen();

    /// <summary>After the call: hears what the agent still sends, as long as its protocol lets it.</summary>
    Task DrainAsync(Action<AgentFrame> take);

    /// <summary>Ends the conversation in order.</summary>
    Task CloseAsync();
}

using System.Globalization;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Conversation;

/// <summary>
/// How the agent broke off a conversation, or that nothing it sent could be read: the conversation is then no success, whatever its scores.
/// </summary>
/// <param name="How">What it did, as the end of a sentence that begins with the agent; without a full stop.</param>
internal sealed record AgentBreak(string How)
{
    /// <summary>Where in the conversation, with a space before it; empty before the agent's first word.</summary>
    public string After { get; init; } = "";

    /// <summary>The connection is gone. When the agent's process is gone too, that is the reason.</summary>
    public bool LostConnection { get; init; }

    /// <summary>What else is known of it, a sentence each.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>What happened, in one sentence.</summary>
    /// <param name="exitCode">With which the agent's process has ended; null: it has not, or that is not known.</param>
    public string Sentence(int? exitCode = null) =>
        $"The agent {(LostConnection && exitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $"ended (exit {code})") : How)}{After}.";

    /// <summary>Where in the transcript the agent was heard last, as people count: from 1.</summary>
    public static string AfterTurn(IReadOnlyList<RecordedTurn> turns)
    {
        for (var index = turns.Count - 1; index >= 0; index--)
        {
            if (turns[index].Role != TurnRole.Caller)
            {
                return $" after turn {index + 1}";
            }
        }

        return "";
    }

    /// <summary>
    /// Whether an agent that <see cref="ChatRequest.MaxDuration"/> cut off was silent: longer than the caller's patience, or for half of
    /// the conversation.
    /// </summary>
    public static bool IsSilence(TimeSpan since, ChatRequest request) => since >= request.IdleTimeout || since * 2 >= request.MaxDuration;
}

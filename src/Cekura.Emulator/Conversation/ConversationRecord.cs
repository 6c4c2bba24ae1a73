using System.Text.Json.Nodes;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Script;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Conversation;

/// <summary>What is left of a conversation when it is over.</summary>
internal sealed record ConversationRecord
{
    /// <summary>How it came to its end.</summary>
    public required ConversationEnd End { get; init; }

    /// <summary>Failed conversations: what happened, where, and what to do next.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Completed conversations: what the emulator itself says against it; null: the scores decide.</summary>
    public EmulatorVerdict? Verdict { get; init; }

    /// <summary>How the agent broke off, or that nothing it sent could be read; null: it kept to the conversation.</summary>
    public AgentBreak? Break { get; init; }

    /// <summary>Why it shows nothing of the agent: what the caller could not do, or did wrong; null: nothing of that kind.</summary>
    public CallerFault? Fault { get; init; }

    /// <summary>Whether the connection is gone without having been closed in order, as it is when the agent's process ends.</summary>
    public bool LostConnection { get; init; }

    /// <summary>Remarks for readers of the run, which change nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>One of <see cref="Transcripts.EndedReason"/>; null when none of them fits.</summary>
    public string? EndedReason { get; init; }

    /// <summary>What the agent sent as <c>metadata</c>, last write wins per key, and <c>sent_sms</c> for messages of the script.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>The transcript, in the order of <see cref="RecordedTurn.Start"/>.</summary>
    public IReadOnlyList<RecordedTurn> Turns { get; init; } = [];

    /// <summary>The ids of the script's entries that were said at least once; null: there is no script.</summary>
    public IReadOnlySet<int>? FiredConditions { get; init; } = new HashSet<int>();

    /// <summary>
    /// What the agent said that no entry of the script fits, when the caller was still asking for it again at the end; else null.
    /// </summary>
    public string? Unmatched { get; init; }

    /// <summary>
    /// A sentence about <see cref="ChatRequest.MaxDuration"/>, which cut the conversation off while both spoke; null: it did not.
    /// </summary>
    public string? CutOff { get; init; }

    /// <summary>When the transcript begins; the default when there was no connection.</summary>
    public DateTimeOffset Began { get; init; }

    /// <summary>From the handshake to the end; zero when there was no connection.</summary>
    public TimeSpan Duration { get; init; }
}

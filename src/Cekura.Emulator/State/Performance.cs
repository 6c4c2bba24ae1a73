using System.Text.Json.Nodes;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Scoring;

namespace Cekura.Emulator.State;

/// <summary>How a run went, before it is scored.</summary>
internal sealed record Performance
{
    /// <summary>The status that the run ends with.</summary>
    public required string Status { get; init; }

    public required string EndedReason { get; init; }

    public string ErrorMessage { get; init; } = "";

    public IReadOnlyList<RecordedTurn> Turns { get; init; } = [];

    /// <summary>Null when it is not known what of the script was said.</summary>
    public IReadOnlySet<int>? FiredConditions { get; init; }

    public JsonObject Metadata { get; init; } = [];

    /// <summary>Completed conversations that show nothing: why. Null: the scores decide.</summary>
    public EmulatorVerdict? Verdict { get; init; }

    public TimeSpan Duration { get; init; }

    public static Performance Of(ConversationRecord record) => new()
    {
        Status = record.End switch
        {
            ConversationEnd.Completed => RunStatus.Completed,
            ConversationEnd.Cancelled => RunStatus.Cancelled,
            _ => RunStatus.Failed,
        },
        EndedReason = record.EndedReason ?? "",
        ErrorMessage = record.End == ConversationEnd.Failed ? record.ErrorMessage ?? "" : "",
        Turns = record.Turns,
        FiredConditions = record.FiredConditions,
        Metadata = record.Metadata,
        Verdict = record.Verdict,
        Duration = record.Duration,
    };

    public static Performance Failed(string message) =>
        new() { Status = RunStatus.Failed, EndedReason = Conversation.EndedReason.NotConnected, ErrorMessage = message };

    public static Performance NotDialed() => new()
    {
        Status = RunStatus.Timeout,
        EndedReason = Conversation.EndedReason.DidNotAnswer,
        ErrorMessage = "No call was received within the outbound dial window.",
    };

    public static Performance Cancelled() => new() { Status = RunStatus.Cancelled, EndedReason = Conversation.EndedReason.CancelledByUser };
}

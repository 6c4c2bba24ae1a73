using System.Text.Json.Nodes;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Launch;
using Cekura.Emulator.Rules;
using Cekura.Emulator.Script;
using Cekura.Emulator.Traces;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Running;

/// <summary>How a run went, before it is scored.</summary>
internal sealed record PlayedConversation
{
    /// <summary>The rule by which an agent fails that did not come to the end of the conversation, or to none.</summary>
    public const string AgentBrokeOff = "V28";

    /// <summary>The rule by which a run is invalid whose caller did not keep to its own rules.</summary>
    public const string Invalid = "V30";

    /// <summary>The status that the run ends with.</summary>
    public required string Status { get; init; }

    public required string EndedReason { get; init; }

    public string ErrorMessage { get; init; } = "";

    public IReadOnlyList<RecordedTurn> Turns { get; init; } = [];

    /// <summary>Null when it is not known what of the script was said.</summary>
    public IReadOnlySet<int>? FiredConditions { get; init; }

    /// <inheritdoc cref="ConversationRecord.Unmatched"/>
    public string? Unmatched { get; init; }

    public JsonObject Metadata { get; init; } = [];

    /// <summary>Completed conversations that show nothing: why. Null: the scores decide.</summary>
    public EmulatorVerdict? Verdict { get; init; }

    /// <inheritdoc cref="ConversationRecord.CutOff"/>
    public string? CutOff { get; init; }

    /// <summary>Remarks for readers of the run.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public TimeSpan Duration { get; init; }

    /// <summary>When the transcript begins; null when there was no connection.</summary>
    public DateTimeOffset? Began { get; init; }

    /// <summary>What the agent recorded; null: nothing was asked for, or nothing came.</summary>
    public RunTrace? Trace { get; init; }

    public static PlayedConversation Of(ConversationRecord record) =>
        new()
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
            Unmatched = record.Unmatched,
            Metadata = record.Metadata,
            Verdict =
                record.Fault is { BrokeRules: true } fault ? CallerBroke(fault)
                : record.Break is { } broke ? AgentBroke(broke, null)
                : record.Verdict,
            CutOff = record.CutOff,
            Notes = record.Notes,
            Duration = record.Duration,
            Began = record.Began == default ? null : record.Began,
        };

    /// <summary>The verdict on a conversation that the agent broke off.</summary>
    /// <param name="broke">How.</param>
    /// <param name="process">The agent's process; null when the emulator did not start it.</param>
    public static EmulatorVerdict AgentBroke(AgentBreak broke, ProcessState? process)
    {
        var sentence = broke.Sentence(process?.ExitCode);
        IEnumerable<string> lines = process is null ? [] : [sentence == broke.Sentence() ? process.ToString() : process.Output];
        return new(AgentBrokeOff, string.Join('\n', [sentence, .. broke.Details, .. lines]));
    }

    /// <summary>The verdict on a conversation whose caller did not keep to its own rules: it shows nothing of the agent.</summary>
    public static EmulatorVerdict CallerBroke(CallerFault fault) => new(Invalid, fault.Message);

    public static PlayedConversation Failed(string message) =>
        new()
        {
            Status = RunStatus.Failed,
            EndedReason = Transcripts.EndedReason.NotConnected,
            ErrorMessage = message,
        };

    public static PlayedConversation NotDialed() =>
        new()
        {
            Status = RunStatus.Timeout,
            EndedReason = Transcripts.EndedReason.DidNotAnswer,
            ErrorMessage = "No call was received within the outbound dial window.",
        };

    public static PlayedConversation Cancelled() =>
        new() { Status = RunStatus.Cancelled, EndedReason = Transcripts.EndedReason.CancelledByUser };
}

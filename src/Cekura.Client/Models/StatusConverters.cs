using System.Text.Json;

namespace Cekura.Client;

/// <summary>The state of a run or result, synonyms folded.</summary>
internal sealed class RunStatusConverter : ResponseConverter<RunStatus>
{
    /// <summary>Not a state but a verdict: completed, and the checks passed.</summary>
    public const string Passed = "passed";

    // What nearly every run says is not made a text to be compared.
    public static RunStatus StatusOf(JsonElement? value) =>
        WireWord.Is(value, "completed"u8)
            ? RunStatus.Completed
            : WireWord.Of(value) switch
            {
                "pending" => RunStatus.Pending,
                "in_queue" or "queued" => RunStatus.InQueue,
                "scaling_up" => RunStatus.ScalingUp,
                "running" or "in_progress" => RunStatus.InProgress,
                "evaluating" => RunStatus.Evaluating,
                "completed" or Passed => RunStatus.Completed,
                "failed" or "errored" or "error" or "rejected" or "incompleted" => RunStatus.Failed,
                "timeout" => RunStatus.Timeout,
                "cancelled" or "canceled" => RunStatus.Cancelled,
                _ => RunStatus.Unknown,
            };

    protected override RunStatus Read(JsonElement value, JsonSerializerOptions options) => StatusOf(value);
}

/// <summary>The verdict after human review; null while there is none.</summary>
internal static class EvaluationStatuses
{
    public static EvaluationStatus? Of(JsonElement? value) =>
        WireWord.Is(value, "success"u8)
            ? EvaluationStatus.Success
            : WireWord.Of(value) switch
            {
                "" => null,
                "success" => EvaluationStatus.Success,
                "failure" => EvaluationStatus.Failure,
                "reviewed_success" => EvaluationStatus.ReviewedSuccess,
                "reviewed_failure" => EvaluationStatus.ReviewedFailure,
                _ => EvaluationStatus.Unknown,
            };
}

/// <summary>How a part of an expected outcome was judged: a boolean, or yes, no and blocked (see docs/service.md).</summary>
internal static class Alignments
{
    public static Alignment Of(JsonElement? value) =>
        value.AsFlag() switch
        {
            true => Alignment.Yes,
            false => Alignment.No,
            null => WireWord.Of(value) == "blocked" ? Alignment.Blocked : Alignment.Unknown,
        };
}

/// <summary>The state of a turn in an API chat.</summary>
internal sealed class ChatTurnStatusConverter : ResponseConverter<ChatTurnStatus>
{
    protected override ChatTurnStatus Read(JsonElement value, JsonSerializerOptions options) =>
        WireWord.Of(value) switch
        {
            "generating" => ChatTurnStatus.Generating,
            "ready" => ChatTurnStatus.Ready,
            "dropped" => ChatTurnStatus.Dropped,
            "error" => ChatTurnStatus.Error,
            _ => ChatTurnStatus.Unknown,
        };
}

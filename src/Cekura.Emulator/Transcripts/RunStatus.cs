namespace Cekura.Emulator.Transcripts;

/// <summary>The service's words for the state of runs and results (docs/service.md#states).</summary>
internal static class RunStatus
{
    public const string Pending = "pending";
    public const string InQueue = "in_queue";
    public const string ScalingUp = "scaling_up";
    public const string Running = "running";
    public const string InProgress = "in_progress";
    public const string Evaluating = "evaluating";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Timeout = "timeout";
    public const string Cancelled = "cancelled";

    public static IReadOnlyList<string> All { get; } =
    [Pending, InQueue, ScalingUp, Running, InProgress, Evaluating, Completed, Failed, Timeout, Cancelled];

    public static bool IsTerminal(string status) => status is Completed or Failed or Timeout or Cancelled;
}

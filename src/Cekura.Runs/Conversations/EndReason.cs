using System.Collections.Frozen;

namespace Cekura.Runs.Conversations;

/// <summary>
/// Groups the words for why a conversation ended. For messages, and to tell whose turn it was: the verdict goes by status.
/// </summary>
internal static class EndReason
{
    private const string Normal = "normal end";
    private const string TimeLimit = "time limit";

    private static readonly FrozenDictionary<string, string> Groups = new Dictionary<string, string[]>
    {
        [Normal] =
        [
            "main-agent-ended-call",
            "main-agent-ended-call-after-message-spoken",
            "main-agent-ended-call-with-hangup-task",
            "testing-agent-ended-call",
            "client-disconnect",
            "participant-disconnected",
            "user-initiated",
            "external-user-ended-call",
        ],
        [TimeLimit] = ["main-agent-silence-timed-out", "exceeded-max-duration", "timeout", "email-timeout", "main-agent-whatsapp-timeout"],
        ["cancelled"] = ["run-cancelled-by-user", "call-canceled"],
        ["agent not reached"] =
        [
            "main-agent-did-not-answer",
            "main-agent-busy",
            "main-agent-voicemail",
            "main-agent-invalid-phone-number",
            "main-agent-call-not-connected",
            "call-rejected",
            "sip-call-failed",
            "main-agent-twilio-client-error",
        ],
        ["Cekura's side"] =
        [
            "testing-agent-did-not-connect",
            "testing-agent-dial-out-bot-crashed",
            "testing-agent-dial-in-bot-crashed",
            "testing-agent-sip-dial-out-bot-crashed",
            "testing-agent-pipeline-error",
            "testing-agent-recording-absent",
            "testing-agent-recording-failed",
            "testing-agent-run-not-ready",
            "call-failed-unknown-error",
        ],
    }
        .SelectMany(group => group.Value, (group, reason) => (reason, group.Key))
        .ToFrozenDictionary(pair => pair.reason, pair => pair.Key);

    /// <summary>The group of a reason, or null: vendors pass their own words through.</summary>
    public static string? Group(string? reason) => reason is null ? null : Groups.GetValueOrDefault(Normalize(reason));

    /// <summary>Whether one of the two hung up.</summary>
    public static bool IsNormal(string? reason) => Group(reason) == Normal;

    /// <summary>Whether a limit of time ended the conversation.</summary>
    public static bool IsTimeLimit(string? reason) => Group(reason) == TimeLimit;

    /// <summary>Lower case, with one dash for every stretch of spaces, underscores and dashes: two spellings coexist.</summary>
    public static string Normalize(string reason) =>
        string.Join('-', reason.ToLowerInvariant().Split([' ', '_', '-', '\t'], StringSplitOptions.RemoveEmptyEntries));
}

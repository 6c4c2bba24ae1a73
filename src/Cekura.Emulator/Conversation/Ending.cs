using System.Globalization;
using Cekura.Emulator.Script;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Conversation;

/// <summary>The last fact about a conversation.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Reason">One of <see cref="EndedReason"/>, or null.</param>
/// <param name="Error">Failed conversations: for people.</param>
/// <param name="ByAgent">The agent has ended or closed the call, so that it need not be told.</param>
/// <param name="Break">How the agent broke off, which makes the conversation no success; null when it did not.</param>
internal sealed record Ending(ConversationEnd End, string? Reason, string? Error = null, bool ByAgent = false, AgentBreak? Break = null)
{
    /// <summary>The agent ended the call.</summary>
    public static Ending AgentEndedCall { get; } = new(ConversationEnd.Completed, EndedReason.AgentEndedCall, ByAgent: true);

    /// <summary>The caller ended the call.</summary>
    public static Ending CallerEndedCall { get; } = new(ConversationEnd.Completed, EndedReason.CallerEndedCall);

    /// <summary>The agent floods its connection: it is not waited for.</summary>
    public bool IsFlood { get; init; }

    /// <summary>Why the caller could not go on; null: it could.</summary>
    public CallerFault? Fault { get; init; }

    /// <summary>A remark on the end for readers of the run; null: none.</summary>
    public string? Note { get; init; }

    /// <summary>The caller ended the call because of what the agent did: no success.</summary>
    public static Ending GaveUp(AgentBreak broke) => CallerEndedCall with { Break = broke };

    /// <summary>The caller could not go on, which is not the agent's doing.</summary>
    public static Ending Without(CallerFault fault) =>
        new(
            fault.BrokeRules ? ConversationEnd.Completed : ConversationEnd.Failed,
            EndedReason.CallerEndedCall,
            fault.BrokeRules ? null : fault.Message
        )
        {
            Fault = fault,
        };

    /// <summary>
    /// The conversation took as many turns as it may. A caller at a loss may not be able to hang up: that is a script that did not fit,
    /// which is judged by itself.
    /// </summary>
    public static Ending TooLong(int turns, bool isLost)
    {
        var limit = $"The limit is \"turns\" of the seed's \"limits\", {turns}.";
        return isLost
            ? CallerEndedCall with
            {
                Note = $"The conversation was ended after {turns} turns of the caller. {limit}",
            }
            : GaveUp(
                new($"came to no end within {turns} turns of the caller")
                {
                    Details = [$"Give the script an entry with <endcall />, or let the agent send end_call. {limit}"],
                }
            );
    }

    /// <summary>
    /// A remark on a conversation that <see cref="ChatRequest.MaxDuration"/> cut off while both spoke; null: it was not. A caller that
    /// never hangs up has no other end.
    /// </summary>
    public string? CutOff(ChatRequest request) =>
        this is { Reason: EndedReason.ExceededMaxDuration, End: ConversationEnd.Completed, Break: null }
        && request.EndCallEnabled
        && !request.EndsUnderTest.Contains("time")
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Cut off after {request.MaxDuration.TotalSeconds:0.###} s, the longest that this conversation may take: what was still to come could not be judged. Its \"max_duration\" says how long that is."
            )
            : null;
}

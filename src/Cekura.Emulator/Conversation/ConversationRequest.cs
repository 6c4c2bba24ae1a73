using System.Text.Json.Nodes;
using Cekura.Emulator.Script;

namespace Cekura.Emulator.Conversation;

/// <summary>One conversation to hold: with which agent, by which caller, within which limits.</summary>
internal sealed record ConversationRequest
{
    /// <summary>Where the agent listens, <c>ws</c> or <c>wss</c>.</summary>
    public required Uri Url { get; init; }

    /// <summary>Every header of the handshake, already merged by precedence (protocols, section 1.1).</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>What the caller says.</summary>
    public required CallerScript Script { get; init; }

    /// <summary>How the caller writes.</summary>
    public CallerStyle Style { get; init; }

    /// <summary>Randomness of <see cref="CallerStyle.Typos"/>: the same seed makes the same mistakes.</summary>
    public int Seed { get; init; }

    /// <summary>The agent's setting of that name. True: the caller answers the agent's greeting with its opening; else the caller opens.</summary>
    public bool? AgentGivesFirstMessage { get; init; }

    /// <summary>Counted from the handshake; afterwards the call is ended with <see cref="EndedReason.ExceededMaxDuration"/>.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary><c>message_plan.idle_timeout_seconds</c>: how long the caller waits before it asks whether the agent is still there.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary><c>message_plan.idle_message_max_spoken_count</c>: how often in a row it asks before the call ends.</summary>
    public int IdleMessages { get; init; } = 3;

    /// <summary>How long after the agent's last words more of them still belong to the same turn. Zero: what has arrived is the turn.</summary>
    public TimeSpan JoinWindow { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary><c>end_call_enabled</c> of the personality. False: the caller never ends the call.</summary>
    public bool EndCallEnabled { get; init; } = true;

    /// <summary>Whether the scenario has the tool <c>TOOL_END_CALL</c>: the caller then hangs up when its script is over.</summary>
    public bool HasEndCallTool { get; init; }

    /// <summary>The <c>information</c> of the test profile, for placeholders.</summary>
    public JsonObject? TestProfile { get; init; }

    /// <summary>Factor for the times of <c>&lt;silence&gt;</c> and <c>&lt;hold&gt;</c>; 0 leaves them out.</summary>
    public double SilenceScale { get; init; }
}

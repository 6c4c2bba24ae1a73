using System.Text.Json.Nodes;
using Cekura.Emulator.Script;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Conversation;

/// <summary>A conversation, whatever carries its words: by which caller, within which limits.</summary>
internal record ChatRequest
{
    /// <summary>What the caller says; null: <see cref="Player"/> knows.</summary>
    public CallerScript? Script { get; init; }

    /// <summary>Makes a caller that does not follow the script alone, before its first word; null: the script is all.</summary>
    public Func<ICaller>? Player { get; init; }

    /// <summary>How the caller writes.</summary>
    public CallerStyle Style { get; init; }

    /// <summary>Randomness of <see cref="CallerStyle.Typos"/>: the same seed makes the same mistakes.</summary>
    public int Seed { get; init; }

    /// <summary>
    /// The agent's setting of that name. True: the caller answers the agent's greeting with its opening; else the caller opens.
    /// </summary>
    public bool? AgentGivesFirstMessage { get; init; }

    /// <summary>Counted from the handshake; afterwards the call is ended with <see cref="EndedReason.ExceededMaxDuration"/>.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long after the agent's last words more of them still belong to the same turn. Zero: what has arrived is the turn.
    /// </summary>
    public TimeSpan JoinWindow { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// <c>message_plan.idle_timeout_seconds</c>: how long the caller waits before it asks whether the agent is still there.
    /// </summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many turns the caller takes before the conversation is ended.</summary>
    public int MaxTurns { get; init; } = ConversationLimits.Turns;

    /// <summary>How often the same exchange is heard before the caller gives up.</summary>
    public int MaxIdenticalExchanges { get; init; } = ConversationLimits.IdenticalExchanges;

    /// <summary>
    /// What the outcomes of the scenario say of its end, in the words of <c>ended_by</c>: such an end is theirs to judge.
    /// </summary>
    public IReadOnlySet<string> EndsUnderTest { get; init; } = new HashSet<string>();

    /// <summary><c>end_call_enabled</c> of the personality. False: the caller never ends the call.</summary>
    public bool EndCallEnabled { get; init; } = true;

    /// <summary>Whether the scenario has the tool <c>TOOL_END_CALL</c>: the caller then hangs up when its script is over.</summary>
    public bool HasEndCallTool { get; init; }

    /// <summary>The <c>information</c> of the test profile, for placeholders.</summary>
    public JsonObject? TestProfile { get; init; }

    /// <summary>The caller, before its first word.</summary>
    /// <exception cref="InvalidOperationException">There is neither a script nor another player.</exception>
    public ICaller NewCaller() => Player?.Invoke() ?? NewScripted(null);

    /// <summary>A caller that follows the script, before its first word.</summary>
    /// <param name="mind">Asked where the rules of scripts are at a loss; null: they decide alone.</param>
    public Caller NewScripted(IScriptMind? mind) =>
        new(
            Script ?? throw new InvalidOperationException("There is no script, and nothing else that plays the caller."),
            new Phrasing(Style, Seed),
            TestProfile
        )
        {
            EndCallEnabled = EndCallEnabled,
            HasEndCallTool = HasEndCallTool,
            Mind = mind,
        };
}

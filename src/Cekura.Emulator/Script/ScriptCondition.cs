namespace Cekura.Emulator.Script;

/// <summary>One entry of a script: what the caller says, and when.</summary>
/// <param name="Id">Unique within the script; 0 is the opening.</param>
/// <param name="Action">What is said, with tags and placeholders; empty only for an opening that leaves the first word to the
/// agent.</param>
/// <param name="FixedMessage">True: said word for word. False: an instruction that the caller puts in words of its style.</param>
internal sealed record ScriptCondition(int Id, string Action, bool FixedMessage)
{
    /// <summary>Standard entries: what the agent's message must be like. Null for the opening and for follow-ups.</summary>
    public Situation? Situation { get; init; }

    /// <summary>The condition as its author wrote it; null for the opening and for follow-ups.</summary>
    public string? Text { get; init; }

    /// <summary>Follow-ups: the id of the earlier entry that they follow.</summary>
    public int? Follows { get; init; }
}

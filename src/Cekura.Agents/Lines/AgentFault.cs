namespace Cekura.Agents.Lines;

/// <summary>Why a conversation with an agent cannot go on.</summary>
/// <param name="Kind">What kind of error it is.</param>
/// <param name="How">What the agent did, as the end of a sentence that begins with the agent; without a full stop.</param>
/// <param name="Advice">What to do next, in sentences.</param>
internal sealed record AgentFault(FaultKind Kind, string How, string Advice)
{
    /// <summary>Whether the agent gave an answer, which is then its own; else it was never heard, and nothing can be said of it.</summary>
    public bool IsAnswer => Kind is FaultKind.BadAnswer or FaultKind.TooLarge;

    /// <summary>What the agent answered, without the secrets that it was sent; null: nothing, or not of interest.</summary>
    public string? Answer { get; init; }

    /// <summary>The whole story for people.</summary>
    /// <param name="where">The agent's address, without secrets.</param>
    public string Sentence(string where) =>
        Kind == FaultKind.NotReached && How.Length == 0 ? $"Nothing listens at {where}. {Advice}"
        : Kind == FaultKind.Settings ? $"The agent at {where} was not asked: {How}. {Advice}"
        : $"The agent at {where} {How}. {Advice}".TrimEnd();

    /// <summary>As the end of a sentence about an agent that has spoken before.</summary>
    public string AsBreak => How.Length == 0 ? "took no connection any more" : How;
}

namespace Cekura.Agents.Lines;

/// <summary>A part of a turn.</summary>
/// <param name="Words">What was said; empty for a tool frame.</param>
/// <param name="Tool">The call of a tool, or its result; null for words.</param>
internal sealed record HeardPart(string Words, AgentFrame? Tool = null)
{
    /// <summary>When the first of it arrived, as a timestamp of the clock.</summary>
    public long At { get; init; }

    /// <summary>When the last of it arrived, as a timestamp of the clock.</summary>
    public long Until { get; init; }
}

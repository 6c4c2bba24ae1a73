namespace Cekura.Agents.Lines;

/// <summary>A part of a turn.</summary>
/// <param name="Words">What was said; empty for a tool frame.</param>
/// <param name="Tool">The call of a tool, or its result; null for words.</param>
internal sealed record HeardPart(string Words, AgentFrame? Tool = null);

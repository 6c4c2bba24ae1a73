namespace Cekura.Agents.Lines;

/// <summary>What the caller says in one turn.</summary>
/// <param name="Text">The words; empty: the agent speaks first.</param>
/// <param name="EndsCall">Whether the caller hangs up with them.</param>
internal sealed record CallerTurn(string Text, bool EndsCall);

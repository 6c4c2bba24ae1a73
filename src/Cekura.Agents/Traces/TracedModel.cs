namespace Cekura.Agents.Traces;

/// <summary>A call of a language model as a trace shows it.</summary>
/// <param name="Model">The model that answered, or else the one that was asked; empty: not said.</param>
/// <param name="InputTokens">Tokens that it read; null: not said.</param>
/// <param name="OutputTokens">Tokens that it wrote; null: not said.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
internal sealed record TracedModel(string Model, long? InputTokens, long? OutputTokens, DateTimeOffset Start, DateTimeOffset End);

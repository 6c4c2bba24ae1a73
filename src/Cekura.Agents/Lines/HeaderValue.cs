namespace Cekura.Agents.Lines;

/// <summary>The value of a header: written down, or in a variable of the environment that is read when a conversation begins.</summary>
/// <param name="Text">What is written down; with <paramref name="Variable"/> what stands before its value.</param>
/// <param name="Variable">Name of the variable; null: none.</param>
internal sealed record HeaderValue(string Text, string? Variable = null);

namespace Cekura.Voice.Calls;

/// <summary>What a side said in a call.</summary>
/// <param name="IsCaller">Whether the caller said it; else the agent.</param>
/// <param name="Words">Its words; null: they are not known.</param>
/// <param name="From">When it began, from the start of the call.</param>
/// <param name="To">When it ended.</param>
internal sealed record CallTurn(bool IsCaller, string? Words, TimeSpan From, TimeSpan To);

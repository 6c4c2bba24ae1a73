namespace Cekura.Emulator.State;

/// <summary>What people said about the score of a run.</summary>
/// <param name="Success">The verdict after all votes.</param>
/// <param name="Feedback">The latest words; empty when there were none.</param>
internal sealed record Review(bool Success, string Feedback);

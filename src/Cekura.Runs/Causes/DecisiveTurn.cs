namespace Cekura.Runs.Causes;

/// <summary>The turn of a conversation that decided it.</summary>
/// <param name="RunId">Id of the run.</param>
/// <param name="Number">Number of the turn in its conversation, from 1.</param>
/// <param name="Speaker">Who spoke, in the word that transcripts have for it.</param>
/// <param name="Quote">What was said, one line of at most 200 characters.</param>
internal sealed record DecisiveTurn(long RunId, int Number, string Speaker, string Quote);

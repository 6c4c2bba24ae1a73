namespace Cekura.Runs.Conversations;

/// <summary>A turn that a text is about.</summary>
/// <param name="Number">Number of the turn in the conversation, from 1.</param>
/// <param name="IsQuoted">Whether the text repeats what was said in it.</param>
internal readonly record struct TurnPlace(int Number, bool IsQuoted);

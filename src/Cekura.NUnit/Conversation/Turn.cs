namespace Cekura.NUnit;

/// <summary>Something that was said.</summary>
/// <param name="Number">Number among all turns of the conversation, tool calls included, from 1: the one that reports and messages
/// show.</param>
/// <param name="Speaker">Who said it.</param>
/// <param name="Text">What was said. Untrusted text.</param>
/// <param name="Start">Offset from the start of the conversation; null when the service sends none.</param>
/// <param name="End">Offset at which it ended; null when the service sends none.</param>
public sealed record Turn(int Number, Speaker Speaker, string Text, TimeSpan? Start, TimeSpan? End);

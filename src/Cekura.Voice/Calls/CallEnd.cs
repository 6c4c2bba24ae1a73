namespace Cekura.Voice.Calls;

/// <summary>How the agent's side of a call came to its end.</summary>
/// <param name="IsInOrder">Whether it hung up; else it broke down.</param>
/// <param name="Why">For people, as the end of a sentence that begins with the agent.</param>
internal sealed record CallEnd(bool IsInOrder, string Why);

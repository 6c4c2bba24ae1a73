namespace Cekura.Emulator.Script;

/// <summary>What is to say of a caller when its conversation is over.</summary>
/// <param name="Fault">Why the conversation shows nothing of the agent; null: nothing stands against the caller.</param>
/// <param name="Notes">Remarks for readers of the run.</param>
internal sealed record CallerReview(CallerFault? Fault, IReadOnlyList<string> Notes)
{
    /// <summary>Nothing is to say.</summary>
    public static CallerReview Nothing { get; } = new(null, []);
}

namespace Cekura.Emulator.State;

/// <summary>
/// Counts what clients rely on once an answer has shown it: results that were started, ends, scores and votes of runs, test sets. The turns
/// of a running conversation are not counted: such a conversation has failed for the next emulator.
/// </summary>
internal sealed class Revision
{
    private long _number;

    /// <summary>Grows before a change can be seen.</summary>
    public long Number => Interlocked.Read(ref _number);

    /// <summary>
    /// To be called under the lock behind which the change is made, so that a reader of both never has the number without the change.
    /// </summary>
    public void Advance() => Interlocked.Increment(ref _number);
}

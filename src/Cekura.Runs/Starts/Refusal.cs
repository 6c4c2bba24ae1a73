using Cekura.Client;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Starts;

/// <summary>A request that the service refused as a whole, so that nothing of it was started.</summary>
/// <param name="Batch">What was refused.</param>
/// <param name="Failure">How.</param>
internal sealed record Refusal(StartBatch Batch, CekuraException Failure)
{
    /// <summary>Whether both were refused with the same status in the same words.</summary>
    public bool IsLike(Refusal other) =>
        Failure.GetType() == other.Failure.GetType()
        && Failure.StatusCode == other.Failure.StatusCode
        && Failure.Messages.SequenceEqual(other.Failure.Messages, StringComparer.Ordinal);
}

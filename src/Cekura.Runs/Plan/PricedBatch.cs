using Cekura.Client;

namespace Cekura.Runs.Plan;

/// <summary>A request of a plan with what it is expected to cost.</summary>
/// <param name="Suite">Name of the suite whose cases it starts.</param>
/// <param name="Batch">The request.</param>
/// <param name="Cost">Estimated cost of all its runs in the account's currency; null: nobody knows.</param>
internal sealed record PricedBatch(string Suite, StartBatch Batch, decimal? Cost)
{
    /// <summary>Why the service gave no estimate; null when it was not asked, or gave one.</summary>
    public string? Trouble { get; init; }

    /// <summary>What the service has against the request; null when it was not asked, or has nothing.</summary>
    internal CekuraException? Refusal { get; init; }
}

using Cekura.Client;

namespace Cekura.Runs.Plan;

/// <summary>What a request is expected to cost, as far as that is known.</summary>
/// <param name="Cost">Estimated cost of all its runs in the account's currency; null: unknown.</param>
/// <param name="Error">Why the service gave no estimate; null when it was not asked, or gave one.</param>
/// <param name="Refusal">What the service has against the request; null when it was not asked, or has nothing.</param>
internal sealed record BatchEstimate(decimal? Cost, string? Error = null, CekuraException? Refusal = null);

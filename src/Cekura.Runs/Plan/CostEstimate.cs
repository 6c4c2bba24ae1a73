using Cekura.Client;
using Cekura.Runs.Suites;

namespace Cekura.Runs.Plan;

/// <summary>What the service would charge, asked without starting anything.</summary>
public static class CostEstimate
{
    /// <summary>Asks for the plan of a request. Only test suites can be asked for (contract, section 17).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="batch">The request.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The service's plan with the estimated cost; null when the request starts scenarios of the service, for which no estimate exists.</returns>
    /// <exception cref="CekuraException">The service refused, or gave no answer.</exception>
    public static async Task<SuitePlan?> AskAsync(CekuraClient client, StartBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(batch);
        return batch.Cases[0].SuiteEntry is null
            ? null
            : await client.Scenarios.PlanSuiteAsync(SuiteStart.Request(batch, "Plan", concurrencyLimit: null), cancellationToken).ConfigureAwait(false);
    }
}

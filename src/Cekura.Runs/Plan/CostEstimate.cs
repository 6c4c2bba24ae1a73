using Cekura.Client;
using Cekura.Manifests.Settings;

namespace Cekura.Runs.Plan;

/// <summary>What plans would cost, found out without starting anything.</summary>
internal static class CostEstimate
{
    /// <summary>Prices plans by what the user states, without the network.</summary>
    /// <param name="plans">The plan of each suite, with its name.</param>
    /// <param name="prices">What a run costs.</param>
    public static PricedPlan Stated(IEnumerable<(string Suite, RunPlan Plan)> plans, RunPrices prices)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(prices);
        return new([.. plans.SelectMany(plan => plan.Plan.Batches.Select(batch => new PricedBatch(plan.Suite, batch, prices.Of(batch.Mode) * batch.RunCount)))]);
    }

    /// <summary>
    /// Asks the service about test suites, the only requests that it estimates (contract, section 17). What it says stands above what the user states;
    /// where it says nothing, that stays.
    /// </summary>
    /// <param name="client">The connection.</param>
    /// <param name="stated">The plan as far as it is priced.</param>
    /// <param name="concurrencyLimit">Runs at the same time, as the start is going to ask for; null: nothing is said.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<PricedPlan> AskAsync(CekuraClient client, PricedPlan stated, int? concurrencyLimit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(stated);
        var asked = new List<PricedBatch>();
        foreach (var batch in stated.Batches)
        {
            asked.Add(batch.Batch.IsSuite ? await AskAsync(client, batch, concurrencyLimit, cancellationToken).ConfigureAwait(false) : batch);
        }

        return new PricedPlan(asked);
    }

    private static async Task<PricedBatch> AskAsync(CekuraClient client, PricedBatch batch, int? concurrencyLimit, CancellationToken cancellationToken)
    {
        try
        {
            var plan = await client.Scenarios.PlanSuiteAsync(SuiteStart.Request(batch.Batch, "Plan", concurrencyLimit), cancellationToken).ConfigureAwait(false);
            return plan.EstimatedCost is { } cost ? batch with { Cost = cost } : batch with { Trouble = "its answer has no estimated_cost" };
        }
        catch (CekuraException e)
        {
            return batch with { Trouble = e.Message, Refusal = e };
        }
    }
}

using Cekura.Client;
using Cekura.Manifests.Settings;

namespace Cekura.Runs.Plan;

/// <summary>What plans would cost, found out without starting anything.</summary>
internal static class CostEstimate
{
    /// <summary>Prices plans by what the user states, without the network.</summary>
    /// <param name="plans">The plan of each suite, with its name.</param>
    /// <param name="prices">What a run costs.</param>
    /// <returns>One plan of all their requests.</returns>
    public static RunPlan Stated(IEnumerable<(string Suite, RunPlan Plan)> plans, RunPrices prices)
    {
        ArgumentNullException.ThrowIfNull(plans);
        ArgumentNullException.ThrowIfNull(prices);
        var all = plans.ToList();
        return new([
            .. all.SelectMany(plan =>
                plan.Plan.Batches.Select(batch => batch with { Suite = plan.Suite, Estimate = new(prices.Of(batch.Mode) * batch.RunCount) })
            ),
        ])
        {
            Skipped = [.. all.SelectMany(plan => plan.Plan.Skipped)],
        };
    }

    /// <summary>
    /// Asks the service about test suites, the only requests that it estimates (<c>POST
    /// /test_framework/v1/scenarios/run_scenarios_json/?dry_run=true</c>). What it says stands above what the user states; where it says
    /// nothing, that stays.
    /// </summary>
    /// <param name="client">The connection.</param>
    /// <param name="stated">The plan as far as it is priced.</param>
    /// <param name="concurrencyLimit">Runs at the same time, as the start is going to ask for; null: nothing is said.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<RunPlan> AskAsync(
        CekuraClient client,
        RunPlan stated,
        int? concurrencyLimit = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(stated);
        var asked = new List<StartBatch>();
        foreach (var batch in stated.Batches)
        {
            asked.Add(batch.IsSuite ? await AskAsync(client, batch, concurrencyLimit, cancellationToken).ConfigureAwait(false) : batch);
        }

        return stated with
        {
            Batches = asked,
        };
    }

    private static async Task<StartBatch> AskAsync(
        CekuraClient client,
        StartBatch batch,
        int? concurrencyLimit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var plan = await client
                .Scenarios.PlanSuiteBodyAsync(SuiteBody.Of(batch, "Plan", concurrencyLimit), cancellationToken)
                .ConfigureAwait(false);
            return batch with
            {
                Estimate = plan.EstimatedCost is { } cost ? new(cost) : new(batch.Cost, "its answer has no estimated_cost"),
            };
        }
        catch (CekuraException e)
        {
            return batch with { Estimate = new(batch.Cost, e.Message, e) };
        }
    }
}

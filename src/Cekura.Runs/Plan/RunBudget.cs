using System.Globalization;
using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Plan;

/// <summary>
/// What <c>MaxRuns</c> and <c>MaxCost</c> leave. One for everything that one command starts, in however many sessions. Thread-safe.
/// </summary>
/// <param name="settings">The limits, and the prices that are stated.</param>
internal sealed class RunBudget(CekuraSettings settings)
{
    private readonly Lock _gate = new();
    private long _runs;
    private decimal _cost;

    /// <summary>What to run instead of everything; asked only when something is refused. Null: unknown.</summary>
    internal Func<string?>? Fewer { get; init; }

    /// <summary>What stands before the name of a setting that is typed.</summary>
    internal string TypedPrefix { get; init; } = RunSettingsDocument.VsTestPrefix;

    /// <summary>
    /// Holds plans against what is left, and takes what they need; what is too much is refused as a whole, and takes nothing. The service
    /// is asked what they cost only where that matters: for <c>MaxCost</c> and <c>DryRun</c>.
    /// </summary>
    /// <param name="client">The service.</param>
    /// <param name="plans">What is going to start: the plan of each suite, with its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">It was cancelled. An estimate that the service does not give is no exception: the plan
    /// is then incomplete.</exception>
    public async Task<RunPermit> AskAsync(
        CekuraClient client,
        IEnumerable<(string Suite, RunPlan Plan)> plans,
        CancellationToken cancellationToken = default
    )
    {
        var plan = CostEstimate.Stated(plans, settings.CostPerRun);
        if (settings.DryRun || (settings.MaxCost is not null && !(plan.RunCount > settings.MaxRuns)))
        {
            plan = await CostEstimate.AskAsync(client, plan, settings.ConcurrencyLimit, cancellationToken).ConfigureAwait(false);
        }

        lock (_gate)
        {
            var refusal = Refuse(plan);
            if (refusal is null && !settings.DryRun)
            {
                _runs += plan.RunCount;
                _cost += plan.KnownCost;
            }

            return new RunPermit(
                this,
                plan,
                refusal is null ? null : string.Join('\n', [$"Nothing was started: {refusal}", .. PlanTable.Requests(plan)])
            );
        }
    }

    /// <summary>Takes more than was planned; false when less is left, and then nothing is taken.</summary>
    internal bool TryTake(int runs, decimal cost)
    {
        lock (_gate)
        {
            if (_runs + runs > settings.MaxRuns || _cost + cost > settings.MaxCost)
            {
                return false;
            }

            _runs += runs;
            _cost += cost;
            return true;
        }
    }

    private string? Refuse(RunPlan plan)
    {
        var before = _runs == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", after {_runs} that this test run planned before");
        return plan.RunCount == 0 ? null
            : _runs + plan.RunCount > settings.MaxRuns ? $"{plan}{before}, but MaxRuns is {settings.MaxRuns}. {Select}, or raise MaxRuns."
            : settings.MaxCost is not { } limit ? null
            : !plan.IsComplete ? Unknown(plan, limit)
            : _cost + plan.KnownCost > limit ? TooMuch(plan, before, limit, NumberText.LooksNoMore(_cost + plan.KnownCost, limit))
            : null;
    }

    private string TooMuch(RunPlan plan, string before, decimal limit, bool isExact) =>
        $"{plan}, {plan.CostText(isExact)}{before}{(_runs == 0 ? "" : $" for {NumberText.Amount(_cost, isExact)}")}, but MaxCost is {NumberText.Amount(limit, isExact)}. {Select}, or raise MaxCost.";

    private string Select => $"Select fewer tests{(Fewer?.Invoke() is { } fewer ? $" ({fewer})" : "")}";

    private string Unknown(RunPlan plan, decimal limit)
    {
        var modes = plan.Unknown.Select(batch => batch.Mode).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var runs = plan.Unknown.Sum(batch => (long)batch.RunCount);
        var prices = string.Join(
            ',',
            [
                .. settings.CostPerRun.ByMode.Count > 0 ? [settings.CostPerRun.ToString()] : Array.Empty<string>(),
                .. modes.Select(mode => $"{mode}=PRICE"),
            ]
        );
        var error = plan.Unknown.Select(batch => batch.Estimate?.Error).OfType<string>().FirstOrDefault() is { } why
            ? $" Cekura gave no estimate of a suite: {why.TrimEnd('.')}."
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"MaxCost is {NumberText.Amount(limit)}, and the price of {runs} of {plan} is unknown (mode {string.Join(", ", modes)}).{error} State what a run costs: <CostPerRun>{prices}</CostPerRun> in the settings, or {TypedPrefix}CostPerRun={prices}."
        );
    }
}

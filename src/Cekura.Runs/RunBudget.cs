using System.Collections.ObjectModel;
using System.Globalization;
using Cekura.Client;
using Cekura.Runs.Plan;
using Cekura.Runs.Settings;

namespace Cekura.Runs;

/// <summary>
/// What <c>MaxRuns</c> and <c>MaxCost</c> allow: whether a plan may start at all, and what they leave for runs beyond it. One for everything that one
/// command starts. Thread-safe.
/// </summary>
public sealed class RunBudget
{
    private readonly IReadOnlyDictionary<string, decimal> _prices;
    private readonly RunAllowance _allowance;

    private RunBudget(CekuraSettings settings, PricedPlan plan, RunAllowance allowance)
    {
        Plan = plan;
        _allowance = allowance;
        Refusal = Refuse(settings, plan, allowance);
        _prices = settings.MaxCost is null ? ReadOnlyDictionary<string, decimal>.Empty : Prices(plan);
    }

    /// <summary>Why nothing of the plan may start, with the plan; null when it may.</summary>
    public string? Refusal { get; }

    /// <summary>What is going to start, with its cost as far as that is known.</summary>
    public PricedPlan Plan { get; }

    /// <summary>Holds plans against the limits. The service is asked what they cost only where that matters: for <c>MaxCost</c> and <c>DryRun</c>.</summary>
    /// <param name="client">The service.</param>
    /// <param name="settings">The limits and the prices that are stated.</param>
    /// <param name="plans">Everything that the command is going to start: the plan of each suite, with its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task<RunBudget> PlanAsync(
        CekuraClient client, CekuraSettings settings, IEnumerable<(string Suite, RunPlan Plan)> plans, CancellationToken cancellationToken = default) =>
        PlanAsync(client, settings, plans, new RunAllowance(settings), cancellationToken);

    /// <summary>Holds plans against what <paramref name="allowance"/> leaves, and takes what they need of it.</summary>
    /// <inheritdoc cref="PlanAsync(CekuraClient, CekuraSettings, IEnumerable{ValueTuple{string, RunPlan}}, CancellationToken)"/>
    internal static async Task<RunBudget> PlanAsync(
        CekuraClient client, CekuraSettings settings, IEnumerable<(string Suite, RunPlan Plan)> plans, RunAllowance allowance, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var plan = CostEstimate.Stated(plans, settings.CostPerRun);
        var isAsked = settings.DryRun || (settings.MaxCost is not null && !(plan.RunCount > settings.MaxRuns));
        return new RunBudget(settings, isAsked ? await CostEstimate.AskAsync(client, plan, settings.ConcurrencyLimit, cancellationToken).ConfigureAwait(false) : plan, allowance);
    }

    /// <summary>Takes <paramref name="runs"/> more of a case; false when fewer are left, or less money than they cost, and then nothing is taken.</summary>
    internal bool TryTake(ScenarioCase scenarioCase, int runs) =>
        _allowance.TryTake(runs, _prices.GetValueOrDefault(scenarioCase.FullyQualifiedName) * runs);

    // A request has one price for all its runs: each is worth its share.
    private static Dictionary<string, decimal> Prices(PricedPlan plan) => plan.Batches
        .SelectMany(priced => priced.Batch.Cases.Select(scenarioCase => (scenarioCase.FullyQualifiedName, Price: (priced.Cost ?? 0) / Math.Max(1, priced.Batch.RunCount))))
        .GroupBy(entry => entry.FullyQualifiedName, entry => entry.Price, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Max(), StringComparer.Ordinal);

    private static string? Refuse(CekuraSettings settings, PricedPlan plan, RunAllowance allowance)
    {
        var (runs, cost) = (allowance.Runs, allowance.Cost);
        var before = runs == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" of which {runs} were planned before");
        var reason = plan.RunCount + runs > settings.MaxRuns ? $"{plan}, but MaxRuns is {settings.MaxRuns}{before}. Select fewer tests, or raise MaxRuns."
            : settings.MaxCost is { } limit && plan.Batches.Count > 0 && !plan.IsComplete ? Unknown(settings, plan, limit)
            : !allowance.TryTake(plan.RunCount, plan.KnownCost) ? $"{plan}, {plan.CostText()}, but MaxCost is {PricedPlan.Amount(settings.MaxCost ?? 0)}{(cost == 0 ? "" : $", and {PricedPlan.Amount(cost)} was planned before")}. Select fewer tests, or raise MaxCost."
            : null;
        return reason is null ? null : string.Join('\n', [$"Nothing was started: {reason}", .. PlanTable.Requests(plan)]);
    }

    private static string Unknown(CekuraSettings settings, PricedPlan plan, decimal limit)
    {
        var modes = plan.Unknown.Select(batch => batch.Batch.Mode).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var runs = plan.Unknown.Sum(batch => (long)batch.Batch.RunCount);
        var prices = string.Join(',', [.. settings.CostPerRun.ByMode.Count > 0 ? [settings.CostPerRun.ToString()] : Array.Empty<string>(), .. modes.Select(mode => $"{mode}=PRICE")]);
        var trouble = plan.Unknown.Select(batch => batch.Trouble).OfType<string>().FirstOrDefault() is { } why ? $" Cekura gave no estimate of a suite: {why.TrimEnd('.')}." : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"MaxCost is {PricedPlan.Amount(limit)}, and nobody knows what {runs} of {plan} cost (mode {string.Join(", ", modes)}).{trouble} State what a run costs: <CostPerRun>{prices}</CostPerRun> in the settings, or -- Cekura.CostPerRun={prices}.");
    }
}

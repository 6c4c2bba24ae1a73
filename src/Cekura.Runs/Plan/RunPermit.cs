using Cekura.Manifests.Cases;

namespace Cekura.Runs.Plan;

/// <summary>
/// What a <see cref="RunBudget"/> says to plans: whether they may start, and what they cost as far as that is known. Thread-safe.
/// </summary>
internal sealed class RunPermit
{
    private readonly RunBudget _budget;
    private readonly Dictionary<string, decimal> _prices;

    internal RunPermit(RunBudget budget, RunPlan plan, string? refusal)
    {
        (_budget, Plan, Refusal) = (budget, plan, refusal);

        // A request has one price for all its runs: each is worth its share. What has no known price counts as nothing.
        _prices = plan
            .Batches.SelectMany(batch =>
                batch.Cost is { } cost
                    ? batch.Cases.Select(scenarioCase => (scenarioCase.FullyQualifiedName, Price: cost / Math.Max(1, batch.RunCount)))
                    : []
            )
            .GroupBy(entry => entry.FullyQualifiedName, entry => entry.Price, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Max(), StringComparer.Ordinal);
    }

    /// <summary>What was asked for.</summary>
    public RunPlan Plan { get; }

    /// <summary>Why nothing of the plan may start, with the plan; null when it may.</summary>
    public string? Refusal { get; }

    /// <summary>The plan of <paramref name="cases"/>, with the requests as they were planned where they were planned by themselves.</summary>
    internal RunPlan PlanOf(IReadOnlyList<ScenarioCase> cases)
    {
        var planned = Plan.Of(cases);
        List<ScenarioCase> covered = [.. planned.Batches.SelectMany(batch => batch.Cases), .. planned.Skipped];
        return covered.Count == cases.Count && covered.ToHashSet().SetEquals(cases) ? planned : RunPlan.For(cases);
    }

    /// <summary>
    /// Takes <paramref name="runs"/> more of a case than were planned; false when fewer are left, or less money than they cost, and then
    /// nothing is taken.
    /// </summary>
    internal bool TryTake(ScenarioCase scenarioCase, int runs) =>
        _budget.TryTake(runs, _prices.GetValueOrDefault(scenarioCase.FullyQualifiedName) * runs);
}

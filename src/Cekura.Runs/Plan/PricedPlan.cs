using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Plan;

/// <summary>Everything that one command would start, request by request, with what it is expected to cost.</summary>
/// <param name="Batches">The requests of all its suites.</param>
internal sealed record PricedPlan(IReadOnlyList<PricedBatch> Batches)
{
    /// <summary>Number of runs that the plan creates, repetitions included.</summary>
    public long RunCount => Batches.Sum(batch => (long)batch.Batch.RunCount);

    /// <summary>Estimated cost of the requests for which there is an estimate, in the account's currency.</summary>
    public decimal KnownCost => Batches.Sum(batch => batch.Cost ?? 0);

    /// <summary>Whether every request has an estimate.</summary>
    public bool IsComplete => Batches.All(batch => batch.Cost is not null);

    /// <summary>Whether there is anything to say about cost.</summary>
    public bool HasCosts => Batches.Any(batch => batch.Cost is not null || batch.Trouble is not null);

    /// <summary>The requests without an estimate.</summary>
    internal IEnumerable<PricedBatch> Unknown => Batches.Where(batch => batch.Cost is null);

    /// <summary>The requests of one session's cases.</summary>
    internal PricedPlan Of(IReadOnlyCollection<ScenarioCase> cases)
    {
        var own = cases.ToHashSet();
        return new([.. Batches.Where(batch => own.Contains(batch.Batch.Cases[0]))]);
    }

    /// <summary>An amount of money as tables and messages write it.</summary>
    internal static string Amount(decimal cost) => NumberText.Amount(cost);

    /// <summary>What is known of the cost in a few words: <c>estimated cost 0.40</c>.</summary>
    public string CostText() => CostText(isExact: false);

    internal string CostText(bool isExact)
    {
        var known = NumberText.Amount(KnownCost, isExact);
        var unknown = Unknown.Sum(batch => (long)batch.Batch.RunCount);
        return IsComplete ? $"estimated cost {known}"
            : string.Create(CultureInfo.InvariantCulture, $"estimated cost at least {known} ({unknown} {(unknown == 1 ? "run has" : "runs have")} no price; CostPerRun states one)");
    }

    /// <summary>The plan in a few words: <c>18 runs of 18 cases in 1 request</c>.</summary>
    public override string ToString() => new RunPlan([.. Batches.Select(batch => batch.Batch)]).ToString();
}

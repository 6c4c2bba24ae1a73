using System.Globalization;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Text;

namespace Cekura.Runs.Plan;

/// <summary>The requests that start exactly the selected cases, as few as the selection allows.</summary>
/// <param name="Batches">One request each.</param>
internal sealed record RunPlan(IReadOnlyList<StartBatch> Batches)
{
    /// <summary>The cases that the manifest skips: none of the requests starts them.</summary>
    public IReadOnlyList<ScenarioCase> Skipped { get; init; } = [];

    /// <summary>Number of runs that the plan creates, repetitions included.</summary>
    public long RunCount => Batches.Sum(batch => (long)batch.RunCount);

    /// <summary>Estimated cost of the requests for which there is an estimate, in the account's currency.</summary>
    public decimal KnownCost => Batches.Sum(batch => batch.Cost ?? 0);

    /// <summary>Whether every request has an estimate.</summary>
    public bool IsComplete => Batches.All(batch => batch.Cost is not null);

    /// <summary>Whether there is anything to say about cost.</summary>
    public bool HasCosts => Batches.Any(batch => batch.Cost is not null || batch.Estimate?.Error is not null);

    /// <summary>The requests without an estimate.</summary>
    internal IEnumerable<StartBatch> Unknown => Batches.Where(batch => batch.Cost is null);

    /// <summary>
    /// Plans <paramref name="cases"/>. A request multiplies scenarios with personalities and profiles, so a selection with holes is
    /// cut into rectangles: a pair that was not selected is never started.
    /// </summary>
    /// <param name="cases">The selected cases.</param>
    public static RunPlan For(IReadOnlyList<ScenarioCase> cases)
    {
        var skipped = cases.Where(scenarioCase => scenarioCase.Skip is not null).ToList();
        var options = new OptionTexts(OptionPlace.Request);
        return new([
            .. (skipped.Count == 0 ? cases : cases.Where(scenarioCase => scenarioCase.Skip is null))
                .GroupBy(scenarioCase => RequestKey.Of(scenarioCase, options))
                .SelectMany(group =>
                    group.Key.Suite is null ? Layers([.. group]).SelectMany(Rectangles.Cover) : SuiteBatches.Cover([.. group])
                ),
        ])
        {
            Skipped = skipped,
        };
    }

    /// <summary>The part of one session's cases.</summary>
    internal RunPlan Of(IReadOnlyCollection<ScenarioCase> cases)
    {
        var own = cases.ToHashSet();
        return new([.. Batches.Where(batch => own.Contains(batch.Cases[0]))]) { Skipped = [.. Skipped.Where(own.Contains)] };
    }

    /// <summary>The same runs in requests that keep a concurrency limit together; the plan itself when there is none.</summary>
    /// <param name="concurrencyLimit">Runs at the same time, at least 1; null: no limit.</param>
    /// <param name="durations">How long the conversations of tests lasted before, by fully qualified name; null: unknown.</param>
    internal RunPlan Under(int? concurrencyLimit, IReadOnlyDictionary<string, TimeSpan>? durations = null) =>
        concurrencyLimit is { } limit ? this with { Batches = [.. StartPieces.Cut(LongestFirst.Order(Batches, durations), limit)] } : this;

    /// <inheritdoc cref="Under"/>
    /// <param name="concurrencyLimit">Runs at the same time, at least 1; null: no limit, and the durations are not waited for.</param>
    /// <param name="durations">How long the conversations of tests lasted before, by fully qualified name.</param>
    internal async Task<RunPlan> UnderAsync(int? concurrencyLimit, Task<IReadOnlyDictionary<string, TimeSpan>> durations) =>
        concurrencyLimit is null ? this : Under(concurrencyLimit, await durations.ConfigureAwait(false));

    /// <summary>What is known of the cost in a few words: <c>estimated cost 0.40</c>.</summary>
    internal string CostText(bool isExact = false)
    {
        var known = NumberText.Amount(KnownCost, isExact);
        var unknown = Unknown.Sum(batch => (long)batch.RunCount);
        return IsComplete
            ? $"estimated cost {known}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"estimated cost at least {known} ({unknown} {(unknown == 1 ? "run has" : "runs have")} no price; CostPerRun states one)"
            );
    }

    /// <summary>The plan in a few words: <c>18 runs of 18 cases in 1 request</c>.</summary>
    public override string ToString() =>
        $"{Count(RunCount, "run")} of {Count(Batches.Sum(batch => batch.Cases.Count), "case")} in {Count(Batches.Count, "request")}";

    // A request has one entry for a scenario: a scenario whose pairs want different entries needs a request for each of these.
    private static IEnumerable<IReadOnlyList<ScenarioCase>> Layers(IReadOnlyList<ScenarioCase> cases)
    {
        if (cases.All(scenarioCase => scenarioCase.Options is null))
        {
            return [cases];
        }

        var entries = new OptionTexts(OptionPlace.ScenarioEntry);
        return cases
            .GroupBy(PlanKey.Scenario)
            .SelectMany(scenario => scenario.GroupBy(entries.Of).Select((entry, layer) => (Layer: layer, Entry: entry)))
            .GroupBy(part => part.Layer, part => part.Entry)
            .Select(layer => layer.SelectMany(entry => entry).ToList());
    }

    private static string Count(long number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}

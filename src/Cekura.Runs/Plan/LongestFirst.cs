using Cekura.Manifests.Cases;

namespace Cekura.Runs.Plan;

/// <summary>
/// Puts what lasts long before what does not, so that the last runs to start are short and the slots empty together. Durations count by
/// their magnitude only: an order that changed with every second would have a killed session's starts cut in another way by the next one.
/// </summary>
internal static class LongestFirst
{
    public static IReadOnlyList<StartBatch> Order(IReadOnlyList<StartBatch> batches, IReadOnlyDictionary<string, TimeSpan>? durations) =>
        durations is null or { Count: 0 }
            ? batches
            :
            [
                .. batches
                    .Select(batch => Order(batch, durations))
                    .OrderByDescending(batch => batch.Cases.Average(scenarioCase => Magnitude(scenarioCase, durations))),
            ];

    private static StartBatch Order(StartBatch batch, IReadOnlyDictionary<string, TimeSpan> durations)
    {
        if (batch.IsSuite)
        {
            return batch with { Cases = [.. batch.Cases.OrderByDescending(scenarioCase => Magnitude(scenarioCase, durations))] };
        }

        var longest = batch
            .Cases.GroupBy(scenarioCase => scenarioCase.ScenarioId)
            .ToDictionary(group => group.Key, group => group.Max(scenarioCase => Magnitude(scenarioCase, durations)));
        return batch with
        {
            ScenarioIds = [.. batch.ScenarioIds.OrderByDescending(id => longest[id])],
            Cases = [.. batch.Cases.OrderByDescending(scenarioCase => longest[scenarioCase.ScenarioId])],
        };
    }

    /// <summary>In steps of a quarter of an octave; what is unknown lies in the middle.</summary>
    private static double Magnitude(ScenarioCase scenarioCase, IReadOnlyDictionary<string, TimeSpan> durations) =>
        Math.Round(
            4
                * Math.Log2(
                    (
                        durations.TryGetValue(scenarioCase.FullyQualifiedName, out var duration) ? duration : TimeSpan.FromMinutes(1)
                    ).TotalSeconds
                )
        );
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;

namespace Cekura.Runs.History;

/// <summary>
/// Divides tests among shards. Every shard computes the whole division from what all of them have, the checkout, so that they agree without
/// talking to each other: each test belongs to exactly one.
/// </summary>
internal static class ShardDivision
{
    // When one shard has more than so much of another, a scenario's tests are divided too, which takes more requests.
    private const double Uneven = 1.1;

    /// <summary>The tests of one shard, suite by suite, in the order of their files.</summary>
    /// <param name="suites">All tests.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="durations">How long tests last, by fully qualified name.</param>
    public static IReadOnlyList<DiscoveredSuite> Part(
        IReadOnlyList<DiscoveredSuite> suites,
        Shard shard,
        IReadOnlyDictionary<string, double> durations
    )
    {
        var shards = Divide([.. suites.SelectMany(suite => suite.Cases)], shard.Count, durations);
        var ours = shards[shard.Index - 1].ToHashSet(ReferenceEqualityComparer.Instance);
        return [.. suites.Select(suite => suite with { Cases = [.. suite.Cases.Where(ours.Contains)] })];
    }

    /// <summary>Whether a test belongs to a shard, by its name alone: for whoever never sees all tests at once.</summary>
    public static bool IsIn(Shard shard, string test) => Convert.ToInt64(Hash(test)[..12], 16) % shard.Count == shard.Index - 1;

    /// <summary>All shards.</summary>
    public static IReadOnlyList<IReadOnlyList<ScenarioCase>> Divide(
        IReadOnlyList<ScenarioCase> cases,
        int count,
        IReadOnlyDictionary<string, double> durations
    )
    {
        var weights = Weights(cases, durations);

        // A scenario with all its callers is one rectangle and so one request.
        var byScenario = Deal(
            [
                .. cases
                    .GroupBy(scenarioCase => (scenarioCase.Location, scenarioCase.Mode, scenarioCase.Frequency))
                    .Select(group => group.ToList()),
            ],
            count,
            weights
        );
        return byScenario.Max(Weight) <= Uneven * byScenario.Min(Weight)
            ? byScenario
            : Deal([.. cases.Select(scenarioCase => new List<ScenarioCase> { scenarioCase })], count, weights);

        double Weight(IReadOnlyList<ScenarioCase> shard) => shard.Sum(scenarioCase => weights[scenarioCase]);
    }

    /// <summary>The same text for the same tests and durations: shards of different ones do not belong together.</summary>
    public static string Fingerprint(IReadOnlyList<DiscoveredSuite> suites, IReadOnlyDictionary<string, double> durations)
    {
        var cases = suites.SelectMany(suite => suite.Cases).ToList();
        var weights = Weights(cases, durations);
        var text = string.Join(
            '\n',
            cases.Select(scenarioCase =>
                string.Create(CultureInfo.InvariantCulture, $"{scenarioCase.FullyQualifiedName} {weights[scenarioCase]:r}")
            )
        );
        return Hash(text)[..16];
    }

    /// <summary>The heaviest first, each to the shard that has least: no shard is heavier than another by more than one part.</summary>
    private static List<List<ScenarioCase>> Deal(List<List<ScenarioCase>> parts, int count, Dictionary<ScenarioCase, double> weights)
    {
        var shards = Enumerable.Range(0, count).Select(_ => new List<ScenarioCase>()).ToList();
        var loads = new PriorityQueue<int, (double Weight, int Cases, int Index)>(
            Enumerable.Range(0, count).Select(index => (index, (0.0, 0, index)))
        );
        foreach (
            var (part, weight) in parts
                .Select(part => (Part: part, Weight: part.Sum(scenarioCase => weights[scenarioCase])))
                .OrderByDescending(part => part.Weight)
                .ThenBy(part => Hash(part.Part[0].FullyQualifiedName), StringComparer.Ordinal)
        )
        {
            loads.TryDequeue(out var index, out var load);
            shards[index].AddRange(part);
            loads.Enqueue(index, (load.Weight + weight, load.Cases + part.Count, index));
        }

        return shards;
    }

    /// <summary>
    /// What a test costs: its repetitions, each as long as they last; a test that nobody knows is as long as the middle one.
    /// </summary>
    private static Dictionary<ScenarioCase, double> Weights(
        IReadOnlyList<ScenarioCase> cases,
        IReadOnlyDictionary<string, double> durations
    )
    {
        var known = cases.Select(scenarioCase => SecondsOf(scenarioCase, durations)).Where(seconds => seconds > 0).Order().ToList();
        var middle = known.Count == 0 ? 1 : known[known.Count / 2];
        var weights = new Dictionary<ScenarioCase, double>(ReferenceEqualityComparer.Instance);
        foreach (var scenarioCase in cases)
        {
            var seconds = SecondsOf(scenarioCase, durations);
            weights[scenarioCase] = scenarioCase.RunCount * (seconds > 0 ? seconds : middle);
        }

        return weights;
    }

    private static double SecondsOf(ScenarioCase scenarioCase, IReadOnlyDictionary<string, double> durations) =>
        FormerNames.TryFind(durations, scenarioCase, out var seconds) ? seconds : 0;

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

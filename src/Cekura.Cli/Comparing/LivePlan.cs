using Cekura.Cli.Output;
using Cekura.Manifests.Discovery;

namespace Cekura.Cli.Comparing;

/// <summary>
/// The order of a live comparison: repetition by repetition, and in each a few tests at a time, once for A and once for B. Which of them
/// begins alternates, so that a service that becomes slower, or a model that changes, meets both sides alike.
/// </summary>
internal sealed class LivePlan
{
    /// <summary>So many tests of one side run at a time, unless the service takes fewer.</summary>
    public const int MaxBlock = 8;

    private readonly IReadOnlyList<DiscoveredSuite> _a;
    private readonly IReadOnlyList<DiscoveredSuite> _b;
    private readonly Dictionary<string, int> _repetitions;
    private readonly List<string> _tests;

    private LivePlan(
        IReadOnlyList<DiscoveredSuite> a,
        IReadOnlyList<DiscoveredSuite> b,
        Dictionary<string, int> repetitions,
        List<string> tests
    ) => (_a, _b, _repetitions, _tests) = (a, b, repetitions, tests);

    /// <summary>How many conversations both sides have together.</summary>
    public int Runs => 2 * _repetitions.Values.Sum();

    /// <summary>How many tests each side has.</summary>
    public int Tests => _tests.Count;

    /// <summary>Finds the tests that both sides have.</summary>
    /// <param name="a">The tests of A.</param>
    /// <param name="b">The tests of B.</param>
    /// <param name="repetitions">How often each runs; null: as the manifest says.</param>
    /// <exception cref="CommandException">There is none.</exception>
    public static LivePlan Of(IReadOnlyList<DiscoveredSuite> a, IReadOnlyList<DiscoveredSuite> b, int? repetitions)
    {
        var ofA = a.SelectMany(suite => suite.Cases)
            .Select(scenarioCase => scenarioCase.FullyQualifiedName)
            .ToHashSet(StringComparer.Ordinal);
        var shared = b.SelectMany(suite => suite.Cases).Where(scenarioCase => ofA.Contains(scenarioCase.FullyQualifiedName)).ToList();
        return shared.Count == 0
            ? throw CommandException.Usage("There is no test that runs for both sides. Nothing was started.")
            : new LivePlan(
                a,
                b,
                shared.ToDictionary(
                    scenarioCase => scenarioCase.FullyQualifiedName,
                    scenarioCase => repetitions ?? scenarioCase.Frequency,
                    StringComparer.Ordinal
                ),
                [.. shared.Select(scenarioCase => scenarioCase.FullyQualifiedName)]
            );
    }

    /// <summary>All that one side starts, for its price.</summary>
    public IReadOnlyList<DiscoveredSuite> Whole(bool isA) => Part(isA, _tests, name => _repetitions[name]);

    /// <summary>What runs one after the other.</summary>
    /// <param name="most">The most tests of a side that run at a time; null: as many as this allows.</param>
    public IEnumerable<LiveBlock> Blocks(int? most)
    {
        // At least two blocks, so that each side begins once.
        var size = Math.Clamp((_tests.Count + 1) / 2, 1, Math.Min(MaxBlock, most ?? MaxBlock));
        var number = 0;
        for (var repetition = 1; repetition <= _repetitions.Values.Max(); repetition++)
        {
            foreach (var tests in _tests.Where(name => _repetitions[name] >= repetition).Chunk(size))
            {
                yield return new LiveBlock(repetition, Part(isA: true, tests, _ => 1), Part(isA: false, tests, _ => 1), number % 2 == 0);
                number++;
            }
        }
    }

    private DiscoveredSuite[] Part(bool isA, IReadOnlyCollection<string> tests, Func<string, int> repetitions)
    {
        var wanted = tests.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. (isA ? _a : _b)
                .Select(suite =>
                    suite with
                    {
                        Cases =
                        [
                            .. suite
                                .Cases.Where(scenarioCase => wanted.Contains(scenarioCase.FullyQualifiedName))
                                .Select(scenarioCase =>
                                    scenarioCase with
                                    {
                                        Frequency = repetitions(scenarioCase.FullyQualifiedName),
                                        PassAtLeast = null,
                                    }
                                ),
                        ],
                    }
                )
                .Where(suite => suite.Cases.Count > 0),
        ];
    }
}

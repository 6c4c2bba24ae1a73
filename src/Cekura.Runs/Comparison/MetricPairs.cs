using Cekura.Runs.Conversations;
using Cekura.Runs.History;

namespace Cekura.Runs.Comparison;

/// <summary>
/// Holds the metrics of tests against each other. Repetitions of a test are alike, so the mean of each test is drawn as one; of a single
/// test its repetitions are.
/// </summary>
internal sealed class MetricPairs
{
    private readonly Dictionary<string, Found> _metrics = new(StringComparer.Ordinal);

    /// <summary>
    /// The metrics that have a number, or pass or fail, on both sides of a pair, in the order in which they are first named.
    /// </summary>
    /// <param name="tests">The tests.</param>
    /// <param name="rules">Which direction is better, and where the random numbers begin.</param>
    public static IReadOnlyList<MetricComparison> Compare(IEnumerable<TestComparison> tests, ComparisonRules rules)
    {
        ArgumentNullException.ThrowIfNull(tests);
        var pairs = new MetricPairs();
        foreach (var test in tests)
        {
            pairs.Add(test);
        }

        return [.. pairs._metrics.Values.Select(found => found.Compare(rules))];
    }

    private void Add(TestComparison test)
    {
        foreach (var metric in test.A.Metrics)
        {
            // The metric that repeats the verdict would be the same comparison twice.
            if (
                MetricRules.IsNamedExpectedOutcome(metric.Name)
                || test.B.Metrics.FirstOrDefault(other => string.Equals(other.Name, metric.Name, StringComparison.Ordinal)) is not { } other
            )
            {
                continue;
            }

            var (ofA, ofB) = (new List<double>(), new List<double>());
            var isShare = true;
            foreach (var pair in test.Pairs)
            {
                // What did not take place has no value; what was not judged as a whole may well have some.
                if (
                    pair is { A.State: not RepetitionState.DidNotTakePlace, B.State: not RepetitionState.DidNotTakePlace }
                    && At(metric, pair) is { AsNumber: { } a } one
                    && At(other, pair) is { AsNumber: { } b } two
                    && one.Passes is null == two.Passes is null
                )
                {
                    ofA.Add(a);
                    ofB.Add(b);
                    isShare &= one.Passes is not null;
                }
            }

            if (ofA.Count > 0)
            {
                if (!_metrics.TryGetValue(metric.Name, out var found))
                {
                    _metrics[metric.Name] = found = new Found(metric.Name);
                }

                found.Add(ofA, ofB, isShare);
            }
        }
    }

    private static MetricValue? At(RecordedMetric metric, ComparedPair pair) =>
        pair.Number <= metric.Values.Count ? metric.Values[pair.Number - 1] : null;

    private sealed class Found(string name)
    {
        private readonly List<(List<double> OfA, List<double> OfB)> _tests = [];
        private bool _isShare = true;

        public void Add(List<double> ofA, List<double> ofB, bool isShare)
        {
            _tests.Add((ofA, ofB));
            _isShare &= isShare;
        }

        public MetricComparison Compare(ComparisonRules rules)
        {
            var units = _tests is [var (ofA, ofB)]
                ? ofA.Zip(ofB).ToList()
                : _tests.ConvertAll(test => (First: test.OfA.Average(), Second: test.OfB.Average()));
            return new MetricComparison(
                name,
                _isShare,
                units.Count,
                units.Average(unit => unit.First),
                units.Average(unit => unit.Second),
                PairedBootstrap.Of([.. units.Select(unit => unit.Second - unit.First)], rules.Seed)
            )
            {
                HigherIsBetter = rules.HigherIsBetter(name, _isShare),
            };
        }
    }
}

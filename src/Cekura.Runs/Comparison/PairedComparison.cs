namespace Cekura.Runs.Comparison;

/// <summary>Two sides held against each other, test by test and repetition by repetition.</summary>
internal sealed class PairedComparison
{
    private PairedComparison(
        ComparedSide a,
        ComparedSide b,
        IReadOnlyList<TestComparison> tests,
        VerdictComparison verdicts,
        IReadOnlyList<MetricComparison> metrics
    ) => (A, B, Tests, Verdicts, Metrics) = (a, b, tests, verdicts, metrics);

    /// <summary>The side that the other is held against.</summary>
    public ComparedSide A { get; }

    /// <summary>The side that is held against it.</summary>
    public ComparedSide B { get; }

    /// <summary>The tests that both sides have, in the order of B.</summary>
    public IReadOnlyList<TestComparison> Tests { get; }

    /// <summary>Tests that only A has.</summary>
    public IReadOnlyList<SideTest> OnlyInA { get; private init; } = [];

    /// <summary>Tests that only B has.</summary>
    public IReadOnlyList<SideTest> OnlyInB { get; private init; } = [];

    /// <summary>What of these tests is in no pair.</summary>
    public LeftOut LeftOut => field ??= LeftOut.Of(Tests);

    /// <summary>All verdicts together.</summary>
    public VerdictComparison Verdicts { get; }

    /// <summary>Each metric that both sides have.</summary>
    public IReadOnlyList<MetricComparison> Metrics { get; }

    /// <summary>How many differences were looked for, for which probabilities are corrected.</summary>
    public int Comparisons => Metrics.Count + 1;

    /// <summary>Tests in which the sides differ: those in which B is worse first.</summary>
    public IReadOnlyList<TestComparison> Flips =>
        [
            .. Tests
                .Where(test => test.IsFlipped)
                .OrderByDescending(test => test.Worse - test.Better)
                .ThenBy(test => test.B.Test, StringComparer.Ordinal),
        ];

    /// <summary>Whether B is shown to be worse in its verdicts or in a metric.</summary>
    public bool ShowsRegression =>
        Verdicts.Finding == ComparisonFinding.Regression || Metrics.Any(metric => metric.Finding == ComparisonFinding.Regression);

    /// <summary>Holds sides against each other.</summary>
    /// <param name="a">The side that the other is held against.</param>
    /// <param name="b">The side that is held against it.</param>
    /// <param name="rules">What the comparison is told.</param>
    public static PairedComparison Of(ComparedSide a, ComparedSide b, ComparisonRules rules)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var left = new HashSet<SideTest>(a.Tests, ReferenceEqualityComparer.Instance);
        var (tests, onlyInB) = (new List<TestComparison>(), new List<SideTest>());
        var byName = ByName(a.Tests);
        foreach (var test in b.Tests)
        {
            if (Find(byName, test) is { } other && left.Remove(other))
            {
                tests.Add(new TestComparison(other, test));
            }
            else
            {
                onlyInB.Add(test);
            }
        }

        var verdicts = VerdictComparison.Of(tests);
        var metrics = MetricPairs.Compare(tests, rules);
        var corrected = HolmCorrection.Of([verdicts.Probability, .. metrics.Select(metric => metric.Bootstrap.Probability)]);
        return new PairedComparison(
            a,
            b,
            tests,
            verdicts with
            {
                Corrected = corrected[0],
            },
            [.. metrics.Select((metric, index) => metric with { Corrected = corrected[index + 1] })]
        )
        {
            OnlyInA = [.. a.Tests.Where(left.Contains)],
            OnlyInB = onlyInB,
        };
    }

    private static Dictionary<string, SideTest> ByName(IReadOnlyList<SideTest> tests)
    {
        var byName = new Dictionary<string, SideTest>(StringComparer.Ordinal);
        foreach (var test in tests)
        {
            byName.TryAdd(test.Test, test);
        }

        // A name of today goes before one that a test once had.
        foreach (var test in tests.Where(test => test.Former is not null))
        {
            byName.TryAdd(test.Former!, test);
        }

        return byName;
    }

    private static SideTest? Find(Dictionary<string, SideTest> byName, SideTest test) =>
        byName.GetValueOrDefault(test.Test) ?? (test.Former is { } former ? byName.GetValueOrDefault(former) : null);
}

using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Text;
using Cekura.Runs.Causes;
using Cekura.Runs.Comparison;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Comparison;

/// <summary>What is held against what, what is left out of it, and what is called shown.</summary>
public sealed class PairedComparisonTests
{
    [Fact]
    public void A_difference_that_chance_does_not_explain_is_a_regression_or_an_improvement()
    {
        var (good, bad) = (Tests(8, "P"), Tests(8, "F"));

        var worse = Compare(good, bad);
        var better = Compare(bad, good);

        Assert.Equal((ComparisonFinding.Regression, true), (worse.Verdicts.Finding, worse.ShowsRegression));
        Assert.StartsWith(
            "Regression: B passes less often than A. A passed 8 of 8 pairs, B 0 of 8 (p = 0.008).",
            ComparisonWords.Verdicts(worse),
            StringComparison.Ordinal
        );
        Assert.Equal((ComparisonFinding.Improvement, false), (better.Verdicts.Finding, better.ShowsRegression));
    }

    [Fact]
    public void What_is_not_shown_is_not_called_equal()
    {
        var comparison = Compare([.. Tests(7, "P"), Test("Last", "P")], [.. Tests(7, "P"), Test("Last", "F")]);

        Assert.Equal(ComparisonFinding.NotShown, comparison.Verdicts.Finding);
        Assert.StartsWith(
            "No difference of verdicts shown, which does not mean equal.",
            ComparisonWords.Verdicts(comparison),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "8 pairs of which 1 differ show a difference of ",
            ComparisonWords.Power(comparison.Verdicts),
            StringComparison.Ordinal
        );
        Assert.False(comparison.ShowsRegression);
    }

    [Fact]
    public void Five_pairs_are_too_few_however_they_end()
    {
        var comparison = Compare(Tests(5, "P"), Tests(5, "F"));

        Assert.Equal((ComparisonFinding.TooFew, false), (comparison.Verdicts.Finding, comparison.ShowsRegression));
        Assert.StartsWith("Too few pairs: 5 pairs of verdicts cannot show", ComparisonWords.Verdicts(comparison), StringComparison.Ordinal);
        Assert.StartsWith(
            "5 pairs would show no difference reliably",
            ComparisonWords.Power(comparison.Verdicts),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Repetitions_are_paired_in_their_order()
    {
        var test = Assert.Single(Compare([Test("Book", "PPFF")], [Test("Book", "PFPF")]).Tests);

        Assert.Equal((1, 1), (test.Worse, test.Better));
        Assert.Equal((new PassRate(2, 4), new PassRate(2, 4)), (test.RateOfA, test.RateOfB));
        Assert.Equal(2, test.Telling!.Number);
    }

    [Fact]
    public void What_did_not_take_place_or_was_not_judged_is_in_no_pair_and_is_said()
    {
        var comparison = Compare(
            [Test("Book", "PIPP"), Test("Move", "I"), Test("Gone", "P")],
            [Test("Book", "PPN"), Test("Move", "P"), Test("New", "P")]
        );

        Assert.Equal(1, comparison.Verdicts.Pairs);
        Assert.Equal(new LeftOut(2, 0, 0, 1, 1, 1), comparison.LeftOut);
        Assert.Equal(
            [
                "2 repetitions of A and 0 of B did not take place, and are in no pair.",
                "0 repetitions of A and 1 of B were not judged, and are in no pair of verdicts.",
                "1 repetition has no counterpart, because the other side has fewer.",
                "1 test has no pair at all.",
                "1 test is only in A, and 1 only in B: Gone, New.",
            ],
            ComparisonWords.Notes(comparison)
        );
    }

    [Fact]
    public void A_test_that_got_its_present_name_later_is_the_same_test()
    {
        var comparison = Compare([Test("Old", "P")], [Test("New", "P") with { Former = "Old" }]);

        Assert.Single(comparison.Tests);
        Assert.Empty(comparison.OnlyInA.Concat(comparison.OnlyInB));
    }

    [Fact]
    public void A_test_that_asks_for_something_else_is_said()
    {
        var comparison = Compare([Test("Book", "P") with { Fingerprint = "1" }], [Test("Book", "P") with { Fingerprint = "2" }]);

        Assert.Contains(ComparisonWords.Notes(comparison), note =>
            note.StartsWith("1 test asks A and B for different things", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Of_a_number_only_a_stated_direction_makes_a_regression()
    {
        var a = Numbered([.. Enumerable.Range(0, 12).Select(value => 900.0 + value)]);
        var b = Numbered([.. Enumerable.Range(0, 12).Select(value => 1_100.0 + (2 * value))]);

        var unstated = Assert.Single(Compare(a, b).Metrics);
        var comparison = Compare(a, b, new ComparisonRules { LowerIsBetterFor = ["latency (ms)"] });
        var lower = Assert.Single(comparison.Metrics);
        var higher = Assert.Single(Compare(a, b, new ComparisonRules { HigherIsBetterFor = ["Latency (ms)"] }).Metrics);

        Assert.Equal(ComparisonFinding.Difference, unstated.Finding);
        Assert.Equal("difference: B is higher", ComparisonWords.Finding(unstated));
        Assert.Equal((ComparisonFinding.Regression, true), (lower.Finding, comparison.ShowsRegression));
        Assert.Equal(ComparisonFinding.Improvement, higher.Finding);
        Assert.Equal(205.5, lower.Bootstrap.Mean, 1e-9);
        Assert.InRange(205.5, lower.Bootstrap.Low, lower.Bootstrap.High);
    }

    [Fact]
    public void What_passes_or_fails_is_better_when_it_passes()
    {
        var comparison = Compare(
            [.. Tests(10, "P").Select(test => test with { Metrics = [new("Polite", [new(Number: null, Passes: true, Label: null)])] })],
            [.. Tests(10, "P").Select(test => test with { Metrics = [new("Polite", [new(Number: null, Passes: false, Label: null)])] })]
        );

        var metric = Assert.Single(comparison.Metrics);
        Assert.Equal((true, ComparisonFinding.Regression), (metric.IsShare, metric.Finding));
        Assert.Equal(
            ("100 %", "0 %", "-100 points"),
            (ComparisonWords.Value(metric, 1), ComparisonWords.Value(metric, 0), ComparisonWords.Change(metric, -1))
        );
        Assert.Equal(ComparisonFinding.NotShown, comparison.Verdicts.Finding);
        Assert.True(comparison.ShowsRegression);
    }

    [Fact]
    public void The_more_is_compared_the_less_is_called_shown()
    {
        // Seven pairs in one direction are shown by themselves (p = 0.016), and not as one of six comparisons.
        var metrics = Enumerable.Range(1, 5).Select(number => new RecordedMetric($"M{number}", [new(1, null, null)])).ToList();
        IReadOnlyList<SideTest> With(IReadOnlyList<SideTest> tests) => [.. tests.Select(test => test with { Metrics = metrics })];

        Assert.True(Compare(Tests(7, "P"), Tests(7, "F")).ShowsRegression);
        var comparison = Compare(With(Tests(7, "P")), With(Tests(7, "F")));

        Assert.Equal((6, false), (comparison.Comparisons, comparison.ShowsRegression));
        Assert.Equal(6 * 2 / 128.0, comparison.Verdicts.Corrected, 1e-9);
        Assert.Contains("corrected for 6 comparisons", ComparisonWords.Verdicts(comparison), StringComparison.Ordinal);
    }

    [Fact]
    public void The_metric_that_repeats_the_verdict_is_not_compared_again() =>
        Assert.Empty(
            Compare(
                [Test("Book", "P") with { Metrics = [new("Expected Outcome", [new(100, null, null)])] }],
                [Test("Book", "P") with { Metrics = [new("Expected Outcome", [new(0, null, null)])] }]
            ).Metrics
        );

    [Fact]
    public void Of_a_single_test_its_repetitions_are_drawn()
    {
        var metric = Assert.Single(
            Compare(
                [
                    Test("Book", "PPPPPPP") with
                    {
                        Metrics = [new("M", [.. new double[] { 1, 2, 3, 4, 5, 6, 7 }.Select(value => new MetricValue(value, null, null))])],
                    },
                ],
                [
                    Test("Book", "PPPPPPP") with
                    {
                        Metrics = [new("M", [.. new double[] { 2, 4, 5, 6, 6, 8, 8 }.Select(value => new MetricValue(value, null, null))])],
                    },
                ]
            ).Metrics
        );

        Assert.Equal(7, metric.Units);
        Assert.True(metric.Bootstrap.Low < metric.Bootstrap.High);
    }

    [Fact]
    public void Flips_have_what_got_worse_first()
    {
        var comparison = Compare(
            [Test("Better", "FF"), Test("Alike", "P"), Test("Worse", "PP")],
            [Test("Better", "PP"), Test("Alike", "P"), Test("Worse", "PF")]
        );

        Assert.Equal(["Worse", "Better"], comparison.Flips.Select(test => test.Name));
    }

    [Fact]
    public void A_remembered_test_says_of_each_repetition_what_it_says_about_the_agent()
    {
        var record = new TestRecord("T", "T", Outcome.Failed, new PassRate(1, 4), TookPlace: true, 9, [11, 12, 13])
        {
            Details = new TestDetails("f")
            {
                Repetitions =
                [
                    RepetitionOutcome.Of(Outcome.Passed),
                    RepetitionOutcome.Of(Outcome.Failed),
                    RepetitionOutcome.Of(Outcome.Failed),
                    RepetitionOutcome.Of(Outcome.Failed),
                ],
                Causes =
                [
                    new("k", CauseKind.Agent, "The agent never asks", [2]),
                    new("l", CauseKind.NotJudged, "Nothing judged it", [3]),
                    new("m", CauseKind.NotStarted, "Nothing was started", [4]),
                ],
            },
        };

        var test = SideTest.Of(record);

        Assert.Equal(
            [
                new SideRepetition(RepetitionState.Passed, 11, Why: null),
                new SideRepetition(RepetitionState.Failed, 12, "The agent never asks"),
                new SideRepetition(RepetitionState.NotScored, 13, "Nothing judged it"),
                new SideRepetition(RepetitionState.DidNotTakePlace, RunId: null, "Nothing was started"),
            ],
            test.Repetitions
        );
        Assert.Equal("f", test.Fingerprint);
    }

    [Fact]
    public void Without_details_the_counts_of_a_test_stand_for_its_repetitions()
    {
        var record = new TestRecord("T", "T", Outcome.Failed, new PassRate(2, 3), TookPlace: true, 9, [11, 12, 13]);

        Assert.Equal("PPF", States(SideTest.Of(record)));
        Assert.Equal("III", States(SideTest.Of(record with { TookPlace = false })));
    }

    [Fact]
    public void Verdicts_of_this_process_keep_their_conversations()
    {
        var test = SideTest.Of(
            new ScenarioCase
            {
                FullyQualifiedName = "T",
                DisplayName = "Book",
                ScenarioId = 1,
                ScenarioName = "Book",
                Mode = "text",
                Location = new SourceLocation("cekura.json", 1, 1),
            },
            [
                new RunVerdict
                {
                    Outcome = Outcome.Passed,
                    Rule = "V23",
                    Run = new Run { Id = 7 },
                },
                new RunVerdict
                {
                    Outcome = Outcome.Failed,
                    Rule = "V22",
                    Message = "No",
                    Run = new Run { Id = 5 },
                },
                new RunVerdict
                {
                    Outcome = Outcome.Failed,
                    Rule = "V12",
                    Message = "Unreachable",
                    IsInfrastructure = true,
                },
            ]
        );

        Assert.Equal("PFI", States(test));
        Assert.Equal([7, 5, null], test.Repetitions.Select(repetition => repetition.Run?.Id));
    }

    private static PairedComparison Compare(IReadOnlyList<SideTest> a, IReadOnlyList<SideTest> b, ComparisonRules? rules = null) =>
        PairedComparison.Of(new ComparedSide("a", a), new ComparedSide("b", b), rules ?? new ComparisonRules());

    private static IReadOnlyList<SideTest> Tests(int count, string states) =>
        [.. Enumerable.Range(1, count).Select(number => Test($"Test{number}", states))];

    private static IReadOnlyList<SideTest> Numbered(IReadOnlyList<double> values) =>
        [
            .. values.Select(
                (value, index) =>
                    Test($"Test{index}", "P") with
                    {
                        Metrics = [new("Latency (ms)", [new(value, Passes: null, Label: null)])],
                    }
            ),
        ];

    private static SideTest Test(string name, string states) =>
        new(name, name, [.. states.Select((state, index) => new SideRepetition(StateOf(state), index + 1, Why: null))], []);

    private static RepetitionState StateOf(char state) =>
        state switch
        {
            'P' => RepetitionState.Passed,
            'F' => RepetitionState.Failed,
            'N' => RepetitionState.NotScored,
            _ => RepetitionState.DidNotTakePlace,
        };

    private static string States(SideTest test) =>
        string.Concat(
            test.Repetitions.Select(repetition =>
                repetition.State switch
                {
                    RepetitionState.Passed => 'P',
                    RepetitionState.Failed => 'F',
                    RepetitionState.NotScored => 'N',
                    _ => 'I',
                }
            )
        );
}

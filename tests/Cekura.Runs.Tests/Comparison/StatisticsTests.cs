using Cekura.Runs.Comparison;

namespace Cekura.Runs.Tests.Comparison;

/// <summary>The statistics of a comparison, held against worked examples that were published.</summary>
public sealed class StatisticsTests
{
    [Theory]
    // Fagerland, Lydersen, Laake: "The McNemar test for binary matched-pairs data" (BMC Medical Research Methodology 13:91, 2013), airway
    // hyper-responsiveness before and after a transplantation: exact conditional p = 0.070.
    [InlineData(1, 7, 0.0703125)]
    // Fay: "Exact McNemar's Test and Matching Confidence Intervals" (vignette of the R package exact2x2): b = 2, c = 9, p = 0.06543.
    [InlineData(2, 9, 0.0654296875)]
    // By hand: 2 * (1/2)^5, 2 * (1/2)^6, and what cannot be less probable.
    [InlineData(0, 5, 0.0625)]
    [InlineData(6, 0, 0.03125)]
    [InlineData(0, 0, 1)]
    [InlineData(4, 4, 1)]
    public void Verdicts_are_compared_by_the_exact_test_of_McNemar(int onlyOne, int onlyOther, double expected)
    {
        Assert.Equal(expected, McNemarTest.Probability(onlyOne, onlyOther), 1e-9);
        Assert.Equal(expected, McNemarTest.Probability(onlyOther, onlyOne), 1e-9);
    }

    [Fact]
    public void Very_many_pairs_do_not_overflow() => Assert.InRange(McNemarTest.Probability(5_000, 5_400), 0, 1e-4);

    // Duffy: "Asymptotic and Exact Power for the McNemar Test and its Analogue with R Controls per Case" (Biometrics 40, 1984), as the R package
    // MESS checks it: 144 pairs of which 25 % and 45 % differ show it with a power of 0.80, one-sided at 2.5 %.
    [Fact]
    public void The_power_of_the_exact_test_is_the_published_one() =>
        Assert.Equal(0.80, new McNemarPower(144).Of(0.25 + 0.45, 0.45 - 0.25), 0.005);

    [Fact]
    public void The_smallest_difference_is_the_one_that_has_the_power()
    {
        var power = new McNemarPower(144);

        var smallest = power.SmallestDifference(0.70)!.Value;

        Assert.Equal(0.20, smallest, 0.002);
        Assert.Equal(McNemarPower.Wanted, power.Of(0.70, smallest), 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Too_few_pairs_show_no_difference_at_all(int pairs) => Assert.Null(new McNemarPower(pairs).SmallestDifference(0.2));

    [Fact]
    public void Six_pairs_show_only_that_nearly_all_differ() =>
        Assert.Equal(Math.Pow(0.8, 1.0 / 6), new McNemarPower(6).SmallestDifference(0)!.Value, 1e-6);

    [Fact]
    public void Very_many_pairs_are_counted_too() =>
        // Connor's formula (Biometrics 43, 1987) is exact for many pairs: (1.96 * sqrt(0.2) + 0.8416 * sqrt(0.2 - d * d)) / sqrt(n) = d.
        Assert.Equal(0.01253, new McNemarPower(10_000).SmallestDifference(0.2)!.Value, 0.0002);

    // Holm's own kind of example, as the article "Holm-Bonferroni method" of Wikipedia works it out.
    [Fact]
    public void Several_comparisons_are_corrected_as_Holm_says()
    {
        Assert.Equal([0.03, 0.06, 0.06, 0.02], HolmCorrection.Of([0.01, 0.04, 0.03, 0.005]).Select(value => Math.Round(value, 9)));
        Assert.Equal([1.0], HolmCorrection.Of([1.0]));
        Assert.Empty(HolmCorrection.Of([]));
    }

    // Efron, Tibshirani: "An Introduction to the Bootstrap" (1993), table 2.2, the treated mice: the standard error of the mean is 23.36 when
    // the number of draws grows without limit; the mean is 86.86.
    [Fact]
    public void The_standard_error_is_that_of_the_mice_of_Efron_and_Tibshirani()
    {
        var bootstrap = PairedBootstrap.Of([94, 197, 16, 38, 99, 141, 23], seed: 1);

        Assert.Equal(86.86, bootstrap.Mean, 0.005);
        Assert.Equal(23.36, bootstrap.Error, 0.5);
        Assert.Equal((1.959964 + 0.841621) * bootstrap.Error, bootstrap.SmallestDifference, 1e-3);
    }

    // "An R Function for Bootstrap Confidence Intervals" (bootCI, quantiles of type 7): the 95 % percentile interval of the mean of these seven
    // is 3.00 to 11.00, from 1,999 draws.
    [Fact]
    public void The_interval_is_that_of_a_published_function_for_R()
    {
        var bootstrap = PairedBootstrap.Of([5, 2, 3, 6, 8, 19, 1.5], seed: 1);

        Assert.Equal(6.357, bootstrap.Mean, 0.0005);
        Assert.Equal(3.00, bootstrap.Low, 0.15);
        Assert.Equal(11.00, bootstrap.High, 0.35);
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        double[] differences = [1.03, -2.71, 3.14, 4.9, -1.2, 0.577, 1.618, -0.35, 2.2];

        Assert.Equal(PairedBootstrap.Of(differences, 7), PairedBootstrap.Of(differences, 7));
        Assert.NotEqual(PairedBootstrap.Of(differences, 7).Low, PairedBootstrap.Of(differences, 8).Low, 1e-12);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 0.0625)]
    [InlineData(6, 0.03125)]
    public void Few_pairs_that_all_differ_in_one_direction_show_no_more_than_as_many_coins(int pairs, double expected) =>
        Assert.Equal(expected, PairedBootstrap.Of([.. Enumerable.Range(1, pairs).Select(value => (double)value)], 1).Probability, 1e-9);

    [Fact]
    public void Pairs_without_a_difference_show_none()
    {
        var bootstrap = PairedBootstrap.Of([0, 0, 0], 1);

        Assert.Equal((0, 0, 0, 1), (bootstrap.Low, bootstrap.High, bootstrap.Error, bootstrap.Probability));
    }
}

using Cekura.Manifests.Text;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Verdict;

public class NumberTextTests
{
    [Theory]
    [InlineData(0.8, "0.8")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1 / 3.0, "0.333333")]
    [InlineData(1240.5, "1240.5")]
    [InlineData(0.79999996, "0.79999996")]
    [InlineData(99.99999999, "99.99999999")]
    [InlineData(2000.0000001, "2000.0000001")]
    [InlineData(100, "100")]
    [InlineData(-0.5, "-0.5")]
    public void A_number_that_is_rounded_does_not_look_exact(double value, string text) => Assert.Equal(text, NumberText.Of(value));

    [Theory]
    [InlineData(0.1 + 0.2, 0.3, "0.30000000000000004")]
    [InlineData(1 / 3.0, 0.333333, "0.3333333333333333")]
    [InlineData(1 / 3.0, 0.5, "0.333333")]
    [InlineData(0.3, 0.3, "0.3")]
    public void A_number_and_its_limit_differ_in_print_when_they_differ(double value, double limit, string text) =>
        Assert.Equal(text, NumberText.Of(value, limit));

    [Theory]
    [InlineData(1, 1, "100")]
    [InlineData(9999, 10_000, "99.99")]
    [InlineData(1, 10_000, "0.01")]
    [InlineData(2, 3, "66.7")]
    [InlineData(0, 3, "0")]
    public void Not_quite_all_is_never_all(int passed, int total, string percent) =>
        Assert.Equal(percent, NumberText.Percent(new PassRate(passed, total).Share, 1));

    [Theory]
    [InlineData(0.04996, "0.04996")]
    [InlineData(0.0238, "0.024")]
    public void What_is_significant_is_below_the_level_in_print(double probability, string text)
    {
        var shown = NumberText.Below(probability, 0.05, decimals: 3);
        Assert.True(double.Parse(shown, System.Globalization.CultureInfo.InvariantCulture) < 0.05);
        Assert.StartsWith(text[..5], shown, StringComparison.Ordinal);
    }

    [Fact]
    public void The_interval_of_very_many_passes_does_not_reach_from_100_to_100() =>
        Assert.Equal("9999 of 10000 passed (95 % interval: 99.9 to 99.998 %)", new PassRate(9999, 10_000).ToString());
}

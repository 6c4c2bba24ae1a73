using Cekura.Runs.History;
using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.History;

public sealed class FisherTestTests
{
    // By hand, as quotients of binomial coefficients: 4 of 5 to 0 of 5 is C(6,5)/C(10,5) = 6/252.
    [Theory]
    [InlineData(4, 5, 0, 5, 6.0 / 252)]
    [InlineData(3, 5, 0, 5, 21.0 / 252)]
    [InlineData(5, 5, 1, 5, 6.0 / 252)]
    [InlineData(5, 5, 2, 5, 21.0 / 252)]
    [InlineData(1, 1, 0, 1, 0.5)]
    [InlineData(0, 5, 0, 5, 1)]
    [InlineData(0, 5, 5, 5, 1)]
    [InlineData(3, 3, 0, 20, 1.0 / 1771)]
    public void Probability_is_exact(int passedBefore, int totalBefore, int passed, int total, double expected) =>
        Assert.Equal(expected, FisherTest.Probability(new PassRate(passedBefore, totalBefore), new PassRate(passed, total)), 1e-9);

    [Fact]
    public void A_single_repetition_never_shows_a_drop() => Assert.False(FisherTest.Dropped(new PassRate(1, 1), new PassRate(0, 1)));

    [Fact]
    public void Many_repetitions_do_not_overflow() => Assert.True(FisherTest.Dropped(new PassRate(2000, 4000), new PassRate(1800, 4000)));
}

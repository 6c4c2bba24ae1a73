using Cekura.Runs.Verdict;

namespace Cekura.Runs.Tests.Verdict;

public sealed class PassRateTests
{
    // Reference values of the Wilson score interval with 1.96 standard errors, as statistics tables give them.
    [Theory]
    [InlineData(4, 5, 0.3755, 0.9638)]
    [InlineData(5, 5, 0.5655, 1.0)]
    [InlineData(0, 5, 0.0, 0.4345)]
    [InlineData(1, 2, 0.0945, 0.9055)]
    [InlineData(80, 100, 0.7112, 0.8666)]
    [InlineData(0, 0, 0.0, 1.0)]
    public void The_interval_is_wilson_s(int passed, int total, double low, double high)
    {
        var interval = new PassRate(passed, total).Interval;

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
        Assert.Equal(total == 0 ? 0 : (double)passed / total, new PassRate(passed, total).Share);
    }

    [Theory]
    [InlineData(4, 5, "4 of 5 passed (95 % interval: 38 to 96 %)")]
    [InlineData(2, 2, "2 of 2 passed (95 % interval: 34 to 100 %)")]
    [InlineData(1, 1, "1 of 1 passed")]
    [InlineData(0, 0, "0 of 0 passed")]
    public void Few_repetitions_say_how_little_they_say(int passed, int total, string text) =>
        Assert.Equal(text, new PassRate(passed, total).ToString());

    [Fact]
    public void The_true_rate_of_an_agent_lies_in_the_interval_about_95_times_in_100()
    {
        var random = new Random(20260501);
        var covered = 0;
        const int Trials = 4000;
        for (var trial = 0; trial < Trials; trial++)
        {
            var rate = random.NextDouble();
            var passed = Enumerable.Range(0, 12).Count(_ => random.NextDouble() < rate);
            var (low, high) = new PassRate(passed, 12).Interval;
            covered += low <= rate && rate <= high ? 1 : 0;
        }

        Assert.InRange((double)covered / Trials, 0.93, 0.97);
    }
}

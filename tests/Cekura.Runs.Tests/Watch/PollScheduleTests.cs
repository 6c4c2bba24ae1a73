using Cekura.Runs.Watch;

namespace Cekura.Runs.Tests.Watch;

public sealed class PollScheduleTests
{
    [Theory]
    [InlineData(0, 0.75)]
    [InlineData(7.5, 0.75)]
    [InlineData(20, 2)]
    [InlineData(50, 5)]
    [InlineData(100000, 5)]
    public void Text_is_polled_at_once_and_then_after_a_tenth_of_the_time_that_has_gone_by(double elapsed, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PollSchedule.Text.After(TimeSpan.FromSeconds(elapsed)));

    [Theory]
    [InlineData(0, 20)]
    [InlineData(40, 20)]
    [InlineData(300, 150)]
    [InlineData(100000, 250)]
    public void An_emulator_is_polled_often(double elapsed, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), PollSchedule.Emulator.After(TimeSpan.FromMilliseconds(elapsed)));

    [Fact]
    public void Calls_are_never_polled_more_often_than_each_five_seconds() =>
        Assert.All(Enumerable.Range(0, 1000), second =>
            Assert.Equal(TimeSpan.FromSeconds(5), PollSchedule.Voice.After(TimeSpan.FromSeconds(second)))
        );

    // Until the first minute is over there may be more: most conversations in writing are.
    [Fact]
    public void Text_is_polled_twenty_times_more_than_each_five_seconds_at_most()
    {
        var elapsed = TimeSpan.Zero;
        for (var polls = 0; elapsed < TimeSpan.FromMinutes(20); polls++)
        {
            Assert.True(polls <= 20 + (elapsed / TimeSpan.FromSeconds(5)), $"{polls} polls after {elapsed}");
            elapsed += PollSchedule.Text.After(elapsed);
        }
    }

    [Theory]
    [InlineData(1, 0.75)]
    [InlineData(1000, 0.75)]
    [InlineData(4000, 3)]
    [InlineData(10000, 5)]
    public void Large_answers_are_asked_for_less_often(int runs, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PollSchedule.Text.After(TimeSpan.Zero, runs));

    [Fact]
    public void Runs_that_may_still_come_are_waited_for_in_longer_pauses()
    {
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15)), (PollSchedule.Text.Quiet.First, PollSchedule.Text.Quiet.Ceiling));
        Assert.Equal(
            (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)),
            (PollSchedule.Voice.Quiet.First, PollSchedule.Voice.Quiet.Ceiling)
        );
        Assert.Same(PollSchedule.Emulator, PollSchedule.Emulator.Quiet);
    }
}

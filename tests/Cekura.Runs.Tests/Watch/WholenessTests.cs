using Cekura.Client;
using Cekura.Runs.Watch;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Runs.Tests.Watch;

/// <summary>How long more runs of a result are waited for once those that it has shown are over.</summary>
public sealed class WholenessTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(RunStatus.Completed, true)]
    [InlineData(RunStatus.Failed, true)]
    [InlineData(RunStatus.Timeout, true)]
    [InlineData(RunStatus.Cancelled, true)]
    [InlineData(RunStatus.InProgress, false)]
    [InlineData(RunStatus.Unknown, false)]
    public void A_result_that_has_ended_with_all_its_runs_is_whole(RunStatus status, bool isWhole)
    {
        var wholeness = new Wholeness(expected: 2, _time);

        wholeness.Polled(Result(status, total: 2), shown: 2, isQuiet: true);

        Assert.Equal((isWhole, isWhole, 0), (wholeness.IsWhole, wholeness.IsEnough, wholeness.Missing));
    }

    [Theory]
    [InlineData(RunStatus.Completed, 0, 1, 3, 6)]
    [InlineData(RunStatus.InProgress, 2, 2, 2, 6)]
    [InlineData(RunStatus.InProgress, 2, 3, 2, 6)]
    [InlineData(RunStatus.InProgress, 2, 2, 3, null)]
    [InlineData(RunStatus.InProgress, 3, 2, 2, null)]
    [InlineData(RunStatus.InProgress, 0, 2, 2, null)]
    public void What_the_result_never_says_is_waited_for_a_few_polls_more(RunStatus status, int expected, int shown, int total, int? polls)
    {
        var wholeness = new Wholeness(expected, _time);
        wholeness.Polled(Result(status, total), shown, isQuiet: true);
        wholeness.Polled(Result(status, total), shown, isQuiet: false);
        var asked = 0;
        while (!wholeness.IsEnough && asked < 50)
        {
            wholeness.Polled(Result(status, total), shown, isQuiet: true);
            asked++;
        }

        Assert.Equal(polls ?? 50, asked);
        Assert.Equal(Math.Max(0, total - shown), wholeness.Missing);
    }

    [Fact]
    public void The_first_run_is_waited_for_two_minutes()
    {
        var wholeness = new Wholeness(expected: 1, _time);
        wholeness.Polled(Result(RunStatus.InProgress, total: 0), shown: 0, isQuiet: true);

        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.False(wholeness.IsEnough);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(wholeness.IsEnough);

        wholeness.Polled(Result(RunStatus.InProgress, total: 1), shown: 0, isQuiet: true);
        Assert.False(wholeness.IsEnough);
        wholeness.Polled(Result(RunStatus.InProgress, total: 0), shown: 1, isQuiet: false);
        Assert.False(wholeness.IsEnough);
    }

    [Fact]
    public void Its_pauses_double_up_to_the_ceiling()
    {
        var wholeness = new Wholeness(expected: 0, _time);
        var waits = new List<double>();
        for (var poll = 0; poll < 5; poll++)
        {
            waits.Add(wholeness.Wait(PollSchedule.Text).TotalSeconds);
            wholeness.Polled(Result(RunStatus.Completed, total: 2), shown: 1, isQuiet: true);
        }

        Assert.Equal([2, 4, 8, 15, 15], waits);
    }

    private static Result Result(RunStatus status, int total) =>
        new()
        {
            Id = 987,
            Status = status,
            TotalRunsCount = total,
        };
}

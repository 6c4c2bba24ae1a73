using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Runs.Tests.Watch;

/// <summary>The moments at which time limits end what they are about, and the waits that they shorten.</summary>
public sealed class WatchLimitsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Ends _ends = new();

    [Fact]
    public void The_last_poll_begins_before_a_limit_and_twice_as_early_as_polls_take()
    {
        using var limits = Limits(batch: 60);

        Assert.Equal(Seconds(10), limits.Within(Seconds(10)));
        Assert.Equal(Seconds(59), limits.Within(Seconds(59)));
        Assert.Equal(Seconds(59), limits.Within(Seconds(60)));
        limits.PollTook(Seconds(5));
        Assert.Equal(Seconds(50), limits.Within(Seconds(60)));
        limits.PollTook(Seconds(0.8));
        Assert.Equal(Seconds(58.4), limits.Within(Seconds(60)));
        limits.PollTook(Seconds(0.4));
        Assert.Equal(Seconds(59), limits.Within(Seconds(60)));
    }

    [Fact]
    public void Within_the_lead_a_wait_ends_at_the_limit()
    {
        using var limits = Limits(batch: 60);
        _time.Advance(Seconds(59.5));

        Assert.Equal(Seconds(0.2), limits.Within(Seconds(0.2)));
        Assert.Equal(Seconds(0.5), limits.Within(Seconds(5)));
        _time.Advance(Seconds(0.5));
        Assert.Equal(TimeSpan.Zero, limits.Within(Seconds(5)));
        _time.Advance(Seconds(5));
        Assert.Equal(TimeSpan.Zero, limits.Within(Seconds(5)));
    }

    [Fact]
    public void The_lead_takes_no_more_than_half_of_a_short_limit()
    {
        using var limits = Limits(batch: 1);

        Assert.Equal(Seconds(0.5), limits.Within(Seconds(5)));
    }

    [Fact]
    public void A_run_shortens_waits_to_its_own_limit_and_passes_it_alone()
    {
        using var limits = Limits(batch: 60);
        limits.Follow(1, Seconds(20));
        limits.Follow(2, Seconds(30));

        Assert.Equal(Seconds(19), limits.Within(Seconds(60)));
        _time.Advance(Seconds(20));
        limits.Check();

        Assert.Equal(["run 1 after 20 s"], _ends.Said);
        Assert.Equal(TimeSpan.Zero, limits.Within(Seconds(60)));
        Assert.True(limits.Passed.IsCompleted);
        Assert.Equal([1L], limits.Take().Select(run => run.RunId));
        Assert.False(limits.Passed.IsCompleted);
        Assert.Equal(Seconds(9), limits.Within(Seconds(60)));
        Assert.False(limits.IsOutOfTime);
    }

    [Fact]
    public void A_run_that_talks_again_has_no_new_time()
    {
        using var limits = Limits(batch: 60);
        limits.Follow(1, Seconds(20));
        _time.Advance(Seconds(15));
        limits.Leave(1);
        limits.Follow(1, Seconds(20));
        _time.Advance(Seconds(5));

        limits.Check();

        Assert.Equal(["run 1 after 20 s"], _ends.Said);
    }

    [Fact]
    public void A_run_that_talks_no_longer_is_not_ended()
    {
        using var limits = Limits(batch: 60);
        limits.Follow(1, Seconds(20));
        limits.Leave(1);
        _time.Advance(Seconds(25));

        limits.Check();

        Assert.Empty(_ends.Said);
        Assert.False(limits.Passed.IsCompleted);
        Assert.Equal(Seconds(34), limits.Within(Seconds(60)));
    }

    [Fact]
    public void What_is_out_of_time_is_ended_once_and_may_be_read_for_five_seconds()
    {
        using var limits = Limits(batch: 60);
        _time.Advance(Seconds(59.9));
        limits.Check();
        Assert.False(limits.OutOfTime.IsCancellationRequested);

        _time.Advance(Seconds(0.1));
        limits.Check();
        limits.Check();

        Assert.Equal(["all"], _ends.Said);
        Assert.True(limits.IsOutOfTime);
        Assert.True(limits.OutOfTime.IsCancellationRequested);
        Assert.True(limits.Passed.IsCompleted);
        _time.Advance(Seconds(4.9));
        Assert.False(limits.LastReads.IsCancellationRequested);
        _time.Advance(Seconds(0.1));
        Assert.True(limits.LastReads.IsCancellationRequested);
    }

    [Fact]
    public async Task While_something_lasts_the_clock_ends_what_passes_a_limit()
    {
        using var limits = Limits(batch: 60);
        var work = new TaskCompletionSource();
        var waiting = limits.DuringAsync(work.Task);
        limits.Follow(1, Seconds(20));

        _time.Advance(Seconds(20));
        Assert.Equal(["run 1 after 20 s"], _ends.Said);
        _time.Advance(Seconds(40));
        Assert.Equal(["run 1 after 20 s", "all"], _ends.Said);

        Assert.False(waiting.IsCompleted);
        work.SetResult();
        await waiting;
    }

    [Fact]
    public async Task When_nothing_lasts_the_watch_asks_itself()
    {
        using var limits = Limits(batch: 60);
        var work = new TaskCompletionSource();
        var waiting = limits.DuringAsync(work.Task);
        work.SetResult();
        await waiting;

        _time.Advance(Seconds(60));
        Assert.Empty(_ends.Said);
        limits.Check();
        Assert.Equal(["all"], _ends.Said);
    }

    [Fact]
    public async Task Of_two_things_the_one_that_lasts_keeps_the_clock()
    {
        using var limits = Limits(batch: 60);
        var work = new TaskCompletionSource();
        var first = limits.DuringAsync(new TaskCompletionSource().Task);
        var second = limits.DuringAsync(work.Task);
        work.SetResult();
        await second;

        _time.Advance(Seconds(60));

        Assert.Equal(["all"], _ends.Said);
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public void A_limit_that_no_timer_waits_for_in_one_piece_is_kept()
    {
        using var limits = Limits(batch: TimeSpan.FromDays(70).TotalSeconds);
        _ = limits.DuringAsync(new TaskCompletionSource().Task);

        _time.Advance(TimeSpan.FromDays(69.9));
        Assert.Empty(_ends.Said);
        _time.Advance(TimeSpan.FromDays(0.1));
        Assert.Equal(["all"], _ends.Said);
    }

    [Fact]
    public void After_the_watch_nothing_is_ended()
    {
        var limits = Limits(batch: 60);
        _ = limits.DuringAsync(new TaskCompletionSource().Task);
        limits.Dispose();

        _time.Advance(Seconds(60));
        limits.Check();

        Assert.Empty(_ends.Said);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private WatchLimits Limits(double batch) =>
        new(
            new WatchRules
            {
                BatchLimit = Seconds(batch),
                Judge = new RunJudge(new VerdictRules()),
                Schedule = PollSchedule.Text,
                Ends = _ends,
            },
            _time
        );

    private sealed class Ends : IOverdueEnder
    {
        public List<string> Said { get; } = [];

        public void EndRun(long runId, TimeSpan limit) => Said.Add($"run {runId} after {limit.TotalSeconds} s");

        public void EndAll() => Said.Add("all");
    }
}

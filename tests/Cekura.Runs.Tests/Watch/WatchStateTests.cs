using Cekura.Client;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Runs.Tests.Watch;

public sealed class WatchStateTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_run_is_final_when_it_completed_and_was_scored()
    {
        var watch = Watch(1, 2);

        var (sightings, _) = watch.Observe(Batch(Run(1, RunStatus.Completed) with { Success = true }, Run(2, RunStatus.InProgress)));

        Assert.Equal((1L, "Settled"), Only(sightings));
        Assert.True(watch.HasPending);
    }

    [Theory]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Timeout)]
    [InlineData(RunStatus.Cancelled)]
    public void A_run_that_did_not_complete_is_final_without_a_score(RunStatus status) =>
        Assert.Equal((1L, "Settled"), Only(Watch(1).Observe(Batch(Run(1, status))).Settled));

    [Theory]
    [InlineData(RunStatus.Unknown)]
    [InlineData(RunStatus.Evaluating)]
    [InlineData(RunStatus.InQueue)]
    public void A_run_in_any_other_state_is_not_final(RunStatus status) => Assert.Empty(Watch(1).Observe(Batch(Run(1, status))).Settled);

    [Fact]
    public void A_human_review_settles_a_run_without_a_score() =>
        Assert.Equal(
            (1L, "Settled"),
            Only(Watch(1).Observe(Batch(Run(1, RunStatus.Completed) with { EvaluationStatus = EvaluationStatus.ReviewedFailure })).Settled)
        );

    [Fact]
    public void A_completed_run_without_a_score_is_waited_for_as_long_as_the_settle_time()
    {
        var watch = Watch(1);
        var unsettled = Batch(Run(1, RunStatus.Completed));

        Assert.Empty(watch.Observe(unsettled).Settled);
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.Empty(watch.Observe(unsettled).Settled);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1L, "Settled"), Only(watch.Observe(unsettled).Settled));
    }

    [Fact]
    public void The_settle_time_of_each_run_counts_from_its_own_end()
    {
        var watch = Watch(1, 2);
        watch.Observe(Batch(Run(1, RunStatus.Completed), Run(2, RunStatus.InProgress)));
        _time.Advance(TimeSpan.FromSeconds(60));
        watch.Observe(Batch(Run(1, RunStatus.Completed), Run(2, RunStatus.Completed)));

        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal((1L, "Settled"), Only(watch.Observe(Batch(Run(1, RunStatus.Completed), Run(2, RunStatus.Completed))).Settled));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Empty(watch.Observe(Batch(Run(2, RunStatus.Completed))).Settled);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((2L, "Settled"), Only(watch.Observe(Batch(Run(2, RunStatus.Completed))).Settled));
    }

    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Timeout)]
    [InlineData(RunStatus.Cancelled)]
    public void Whatever_the_end_of_a_result_a_run_that_it_does_not_hold_has_disappeared(RunStatus end)
    {
        var watch = Watch(1);

        Assert.Empty(watch.Observe(Batch() with { Status = end }).Settled);
        Assert.Equal((1L, "Missing"), Only(watch.Observe(Batch() with { Status = end }).Settled));
    }

    [Fact]
    public void A_run_that_the_ended_result_does_not_hold_has_disappeared()
    {
        var watch = Watch(1, 2);

        Assert.Empty(watch.Observe(Batch()).Settled);
        var (first, _) = watch.Observe(Batch(Run(1, RunStatus.Failed)) with { Status = RunStatus.Completed });
        var (second, _) = watch.Observe(Batch(Run(1, RunStatus.Failed)) with { Status = RunStatus.Completed });

        Assert.Equal((1L, "Settled"), Only(first));
        Assert.Equal((2L, "Missing"), Only(second));
        Assert.False(watch.HasPending);
    }

    [Fact]
    public void At_the_batch_s_limit_everything_open_is_closed_and_the_result_is_to_be_ended()
    {
        var watch = Watch(1, 2);
        _time.Advance(TimeSpan.FromSeconds(3600));

        var (sightings, endAll) = watch.Observe(Batch(Run(1, RunStatus.Completed) with { Success = true }, Run(2, RunStatus.InProgress)));

        Assert.True(endAll);
        Assert.Equal([(1L, "Settled"), (2L, "TimeLimit")], sightings.Select(Pair));
        Assert.Equal(RunStatus.InProgress, sightings[1].Run.Status);
        Assert.False(watch.HasPending);
    }

    [Fact]
    public void A_case_s_limit_counts_from_the_conversation_and_not_from_the_queue()
    {
        var watch = new WatchState(
            987,
            [1],
            Rules() with
            {
                RunLimits = new Dictionary<long, TimeSpan> { [7] = TimeSpan.FromSeconds(60) },
            },
            _time
        );

        Assert.Empty(watch.Observe(Batch(Run(1, RunStatus.InQueue))).Settled);
        _time.Advance(TimeSpan.FromSeconds(300));
        Assert.Empty(watch.Observe(Batch(Run(1, RunStatus.InProgress))).Settled);
        _time.Advance(TimeSpan.FromSeconds(60));
        var (sightings, endAll) = watch.Observe(Batch(Run(1, RunStatus.InProgress)));

        Assert.Equal((1L, "TimeLimit"), Only(sightings));
        Assert.False(endAll);
    }

    [Fact]
    public void Giving_up_closes_every_open_run_with_the_trouble()
    {
        var watch = Watch(1, 2);
        watch.Observe(Batch(Run(2, RunStatus.InProgress)));

        var sightings = watch.GiveUp(WatchEnd.ContactLost("the service answers HTML"));

        Assert.Equal([(1L, "ContactLost"), (2L, "ContactLost")], sightings.Select(Pair));
        Assert.Equal(RunStatus.InProgress, sightings[1].Run.Status);
        Assert.Equal("the service answers HTML", sightings[1].State.What);
    }

    [Fact]
    public void A_wait_is_never_longer_than_what_is_left_of_the_batch()
    {
        var watch = Watch(1);
        _time.Advance(TimeSpan.FromSeconds(3595));

        Assert.Equal(TimeSpan.FromSeconds(2), watch.Until(TimeSpan.FromSeconds(2)));
        Assert.Equal(TimeSpan.FromSeconds(5), watch.Until(TimeSpan.FromSeconds(15)));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.Zero, watch.Until(TimeSpan.FromSeconds(15)));
    }

    private WatchState Watch(params long[] ids) => new(987, ids, Rules(), _time);

    private static WatchRules Rules() =>
        new()
        {
            BatchLimit = TimeSpan.FromSeconds(3600),
            Judge = new RunJudge(new VerdictRules()),
            Schedule = PollSchedule.Text,
        };

    private static Result Batch(params Run[] runs) =>
        new()
        {
            Id = 987,
            Status = RunStatus.InProgress,
            Runs = runs,
        };

    private static Run Run(long id, RunStatus status) =>
        new()
        {
            Id = id,
            ScenarioId = 7,
            Status = status,
        };

    private static (long, string) Only(IReadOnlyList<SettledRun> sightings) => Pair(Assert.Single(sightings));

    private static (long, string) Pair(SettledRun sighting) => (sighting.Run.Id, sighting.State.Why.ToString());
}

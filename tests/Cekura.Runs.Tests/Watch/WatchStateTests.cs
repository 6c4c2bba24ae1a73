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
        Assert.Equal((1L, "Settled"), Only(Watch(1).Observe(Batch(Run(1, status))).Sightings));

    [Theory]
    [InlineData(RunStatus.Unknown)]
    [InlineData(RunStatus.Evaluating)]
    [InlineData(RunStatus.InQueue)]
    public void A_run_in_any_other_state_is_not_final(RunStatus status) => Assert.Empty(Watch(1).Observe(Batch(Run(1, status))).Sightings);

    [Fact]
    public void A_human_review_settles_a_run_without_a_score() =>
        Assert.Equal(
            (1L, "Settled"),
            Only(Watch(1).Observe(Batch(Run(1, RunStatus.Completed) with { EvaluationStatus = EvaluationStatus.ReviewedFailure })).Sightings));

    [Fact]
    public void A_completed_run_without_a_score_is_waited_for_as_long_as_the_settle_time()
    {
        var watch = Watch(1);
        var unsettled = Batch(Run(1, RunStatus.Completed));

        Assert.Empty(watch.Observe(unsettled).Sightings);
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.Empty(watch.Observe(unsettled).Sightings);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((1L, "Settled"), Only(watch.Observe(unsettled).Sightings));
    }

    [Fact]
    public void A_run_that_the_ended_result_does_not_hold_has_disappeared()
    {
        var watch = Watch(1, 2);

        Assert.Empty(watch.Observe(Batch()).Sightings);
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
        var watch = new WatchState(987, [1], Rules() with { RunLimit = _ => TimeSpan.FromSeconds(60) }, _time);

        Assert.Empty(watch.Observe(Batch(Run(1, RunStatus.InQueue))).Sightings);
        _time.Advance(TimeSpan.FromSeconds(300));
        Assert.Empty(watch.Observe(Batch(Run(1, RunStatus.InProgress))).Sightings);
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

        var sightings = watch.GiveUp(SettledState.ContactLost("the service answers HTML"));

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

    private static WatchRules Rules() => new()
    {
        BatchLimit = TimeSpan.FromSeconds(3600),
        IsSettled = new RunJudge(new VerdictRules()).IsSettled,
        Schedule = PollSchedule.Text,
    };

    private static Result Batch(params Run[] runs) => new() { Id = 987, Status = RunStatus.InProgress, Runs = runs };

    private static Run Run(long id, RunStatus status) => new() { Id = id, Status = status };

    private static (long, string) Only(IReadOnlyList<RunSighting> sightings) => Pair(Assert.Single(sightings));

    private static (long, string) Pair(RunSighting sighting) => (sighting.Run.Id, sighting.State.Why.ToString());
}

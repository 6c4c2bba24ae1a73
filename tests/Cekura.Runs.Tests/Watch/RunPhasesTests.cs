using Cekura.Client;
using Cekura.Runs.Watch;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Runs.Tests.Watch;

public sealed class RunPhasesTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_young_batch_of_which_nothing_is_known_is_looked_at_closely_and_these_looks_count_as_none()
    {
        var phases = new RunPhases(PollSchedule.Text, [], _time);
        for (var look = 0; look < 5; look++)
        {
            _time.Advance(PollSchedule.Text.Next(phases.Ahead([1, 2])));
            phases.Looking();
            phases.Look([Run(1, RunStatus.InProgress), Run(2, RunStatus.Pending)]);
        }

        var ahead = phases.Ahead([1, 2]);
        Assert.Equal(TimeSpan.FromSeconds(5 * 0.75), ahead.Elapsed);
        Assert.Equal(0, ahead.Looks);
    }

    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Failed)]
    public void The_opening_is_over_when_a_run_has_ended(RunStatus end)
    {
        var phases = new RunPhases(PollSchedule.Text, [], _time);
        _time.Advance(TimeSpan.FromSeconds(3));
        phases.Looking();
        phases.Look([Run(1, end), Run(2, RunStatus.InProgress)]);
        phases.Looking();

        var ahead = phases.Ahead([2]);

        Assert.False(ahead.IsOpening);
        Assert.Equal(1, ahead.Looks);
    }

    [Fact]
    public void The_opening_is_over_after_a_while()
    {
        var phases = new RunPhases(PollSchedule.Text, [], _time);
        Assert.True(phases.Ahead([1]).IsOpening);

        _time.Advance(PollSchedule.Text.Opening);

        Assert.False(phases.Ahead([1]).IsOpening);
    }

    [Fact]
    public void Where_durations_are_known_and_where_people_speak_there_is_no_opening()
    {
        Assert.False(new RunPhases(PollSchedule.Text, [KeyValuePair.Create(7L, TimeSpan.FromSeconds(40))], _time).Ahead([1]).IsOpening);
        Assert.False(new RunPhases(PollSchedule.Voice, [], _time).Ahead([1]).IsOpening);
    }

    [Theory]
    [InlineData(1, 0.75)]
    [InlineData(1000, 0.75)]
    [InlineData(10000, 7.5)]
    public void Large_answers_are_asked_for_less_often(int runs, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PollSchedule.Text.Next(new RunPhases(PollSchedule.Text, [], _time).Ahead([.. Enumerable.Range(1, runs).Select(id => (long)id)])));

    private static Run Run(long id, RunStatus status) => new() { Id = id, ScenarioId = 7, Status = status };
}

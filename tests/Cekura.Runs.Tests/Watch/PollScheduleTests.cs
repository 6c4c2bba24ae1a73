using Cekura.Simulation;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Tests.Watch;

public sealed class PollScheduleTests
{
    private const int Seed = 7;
    private const int Batches = 16;

    // What sixteen batches took when this was written, and a little room: 139 requests, 95 of 100 runs within 4.0 s.
    [Fact]
    public async Task Ends_are_seen_sooner_than_at_a_fixed_distance_with_no_more_requests()
    {
        var ours = await PollSimulation.RunAsync(PollSchedule.Voice, Batches, Seed);
        var everyFive = await PollSimulation.RunAsync(new PollSchedule(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)), Batches, Seed);

        Assert.InRange(ours.Requests, 1, everyFive.Requests);
        Assert.InRange(ours.P95, 0, 4.4);
        Assert.InRange(ours.Median, 0, 0.8 * everyFive.Median);
        Assert.True(ours.P95 < everyFive.P95, $"{ours.P95} s, at a fixed distance {everyFive.P95} s");
    }

    [Fact]
    public async Task Nobody_could_see_95_of_100_runs_within_two_seconds_with_22_looks() =>
        Assert.InRange(await PollSimulation.FewestLooksAsync(2, Batches, Seed), 22.01, BatchKind.Runs);

    [Fact]
    public void There_are_never_more_looks_than_the_pace_allows()
    {
        var random = new Random(Seed);
        foreach (var schedule in new[] { PollSchedule.Text, PollSchedule.Voice })
        {
            for (var trial = 0; trial < 50; trial++)
            {
                var elapsed = TimeSpan.Zero;
                for (var looks = 0; elapsed < TimeSpan.FromMinutes(20); looks++)
                {
                    Assert.True(looks <= schedule.Saved + (elapsed / schedule.Pace!.Value) + 1e-6, $"{looks} looks after {elapsed}");
                    elapsed += schedule.Next(AnyOutlook(random, elapsed, looks));
                }
            }
        }
    }

    [Fact]
    public void No_look_is_later_than_half_of_the_time_that_has_gone_by()
    {
        var random = new Random(Seed);
        for (var trial = 0; trial < 5000; trial++)
        {
            var elapsed = TimeSpan.FromSeconds(random.NextDouble() * 120);
            var looks = random.Next(0, 6 + (int)(elapsed.TotalSeconds / 5));

            var wait = PollSchedule.Text.Next(AnyOutlook(random, elapsed, looks));

            Assert.InRange(wait.TotalSeconds, 0.99, Math.Max(Math.Min(15, 2 + (elapsed.TotalSeconds / 2)), 5) + 0.01);
        }
    }

    [Fact]
    public void A_run_that_is_being_scored_is_looked_at_sooner_than_one_that_talks()
    {
        var scoring = new TimeDistribution(TimeSpan.FromSeconds(20), 0.5);
        var talking = ExpectedEnd.Talking(new TimeDistribution(TimeSpan.FromSeconds(150), 0.5), age: 5, ExpectedEnd.ScoringTimes(scoring));

        Assert.True(Wait(ExpectedEnd.Scored(scoring, age: 15)) < Wait(talking));

        static TimeSpan Wait(ExpectedEnd run) => PollSchedule.Voice.Next(new Outlook(TimeSpan.FromSeconds(120), 10, TimeSpan.FromSeconds(60), [run]));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 3)]
    [InlineData(5, 4.5)]
    [InlineData(26, 15)]
    [InlineData(100000, 15)]
    public void While_nothing_is_known_waits_grow_to_a_ceiling(double elapsed, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PollSchedule.Text.After(TimeSpan.FromSeconds(elapsed)));

    private static Outlook AnyOutlook(Random random, TimeSpan elapsed, int looks)
    {
        var conversation = new TimeDistribution(TimeSpan.FromSeconds(1 + (random.NextDouble() * 300)), 0.05 + random.NextDouble());
        var scoring = new TimeDistribution(TimeSpan.FromSeconds(1 + (random.NextDouble() * 60)), 0.05 + random.NextDouble());
        var runs = Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(2) == 0
            ? ExpectedEnd.Scored(scoring, random.NextDouble() * 60)
            : ExpectedEnd.Talking(conversation, random.NextDouble() * 300, ExpectedEnd.ScoringTimes(scoring))).ToList();
        return new Outlook(elapsed, looks, TimeSpan.FromSeconds(random.NextDouble() * 600), runs);
    }
}

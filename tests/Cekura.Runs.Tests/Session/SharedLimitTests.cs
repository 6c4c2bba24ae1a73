using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;
using Cekura.Runs.Session;
using Cekura.Runs.Watch;
using Cekura.Simulation;

namespace Cekura.Runs.Tests.Session;

public sealed class SharedLimitTests
{
    [Fact]
    public async Task Several_results_fill_the_slots_of_one_limit()
    {
        var known = await SlotSimulation.RunAsync(PollSchedule.Voice, sessions: 5, seed: 3, known: true);
        var unknown = await SlotSimulation.RunAsync(PollSchedule.Voice, sessions: 5, seed: 3, known: false);

        Assert.InRange(known.P95, 1, 1.03);
        Assert.InRange(unknown.Median, 1, 1.05);
        Assert.Equal(10, known.MostAtOnce);
        Assert.InRange(known.Starts, 1, 80);
    }

    [Fact]
    public async Task However_runs_are_spread_over_requests_the_limit_holds_and_each_runs_once()
    {
        var random = new Random(20261127);
        for (var trial = 0; trial < 60; trial++)
        {
            var limit = random.Next(1, 13);
            var calls = Enumerable
                .Range(0, 61)
                .Select(_ => new SimulatedCall(1 + (random.NextDouble() * 90), random.NextDouble() * 20))
                .ToArray();
            var cases = Enumerable
                .Range(1, random.Next(1, 61))
                .Select(scenario =>
                    SimulatedSession.Case(scenario) with
                    {
                        Mode = random.Next(4) == 0 ? "websocket" : "text",
                        Options = new() { ["websocket_url"] = $"wss://agent.example/{random.Next(4)}" },
                    }
                )
                .ToList();

            var outcome = await SimulatedSession.RunAsync(
                cases,
                new CekuraSettings { ConcurrencyLimit = limit },
                time => new SessionOptions
                {
                    Suite = "S",
                    Time = time,
                    Random = new Random(trial),
                    Schedule = PollSchedule.Voice,
                },
                scenario => calls[scenario],
                int.MaxValue
            );

            Assert.True(outcome.MostAtOnce <= limit, $"trial {trial}: {outcome.MostAtOnce} runs at once under a limit of {limit}");
            Assert.Equal(cases.Select(one => one.ScenarioId).Order(), outcome.Runs.Select(run => run.Scenario).Order());
        }
    }

    [Fact]
    public void Pieces_are_products_that_start_exactly_what_the_plan_does_and_shrink()
    {
        var random = new Random(20261128);
        for (var trial = 0; trial < 300; trial++)
        {
            var cases = (
                from scenario in Enumerable.Range(1, random.Next(1, 20))
                from personality in Enumerable.Range(1, random.Next(1, 8))
                where random.Next(5) > 0
                select SimulatedSession.Case(scenario) with
                {
                    FullyQualifiedName = $"S.{scenario}.{personality}",
                    PersonalityId = personality,
                    Frequency = 1 + (scenario % 3),
                }
            ).ToList();
            var durations = cases
                .Where(_ => random.Next(2) == 0)
                .ToDictionary(one => one.FullyQualifiedName, _ => TimeSpan.FromSeconds(1 + random.Next(300)));

            var pieces = RunPlan.For(cases).Under(1 + random.Next(12), durations).Batches;

            Assert.Equal(
                cases.Select(one => (one.ScenarioId, one.PersonalityId)).Order(),
                pieces
                    .SelectMany(piece =>
                        from scenario in piece.ScenarioIds
                        from personality in piece.PersonalityIds
                        select (scenario, (long?)personality)
                    )
                    .Order()
            );
            Assert.All(pieces, piece =>
                Assert.Equal(
                    piece.Cases.Select(one => (one.ScenarioId, one.PersonalityId)).Order(),
                    (
                        from scenario in piece.ScenarioIds
                        from personality in piece.PersonalityIds
                        select (scenario, (long?)personality)
                    ).Order()
                )
            );
            Assert.True(pieces.Count == 0 || pieces[^1].Cases.Count == 1, "The last piece is one case.");
        }
    }

    [Fact]
    public void Without_a_limit_nothing_is_cut()
    {
        var plan = RunPlan.For([.. Enumerable.Range(1, 50).Select(scenario => SimulatedSession.Case(scenario))]);

        Assert.Same(plan, plan.Under(concurrencyLimit: null));
    }

    [Fact]
    public async Task Slots_come_back_one_by_one_and_first_come_is_first_served()
    {
        var slots = new Slots(3);
        using var first = await slots.TakeAsync(1, 10, default);
        var second = slots.TakeAsync(2, 2, default);
        var third = slots.TakeAsync(1, 1, default);

        Assert.Equal(3, first.Limit);
        first.Open(5);
        first.Open(2);
        Assert.False(second.IsCompleted);
        Assert.False(third.IsCompleted);
        first.Open(1);
        Assert.Equal(2, (await second).Limit);
        Assert.False(third.IsCompleted);
        (await second).Dispose();
        Assert.Equal(1, (await third).Limit);
    }

    [Fact]
    public async Task Who_stops_waiting_gets_no_slots_and_holds_nobody_up()
    {
        var slots = new Slots(1);
        var held = await slots.TakeAsync(1, 1, default);
        using var cancel = new CancellationTokenSource();
        var impatient = slots.TakeAsync(1, 1, cancel.Token);
        var patient = slots.TakeAsync(1, 1, default);

        await cancel.CancelAsync();
        held.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal(1, (await patient).Limit);
    }
}

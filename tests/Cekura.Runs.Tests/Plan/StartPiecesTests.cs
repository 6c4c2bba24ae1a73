using Cekura.Manifests.Cases;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;
using Cekura.Simulation;

namespace Cekura.Runs.Tests.Plan;

/// <summary>How requests are cut for a concurrency limit, and what starts first.</summary>
public sealed class StartPiecesTests
{
    [Theory]
    [InlineData("text", 4, 40, "5 4 3 3 3 2 2 2 2 1")]
    [InlineData("text", 1, 12, "6 3 1")]
    [InlineData("text", 100, 12, "1")]
    [InlineData("websocket", 8, 10, "2")]
    [InlineData("websocket", 3, 4, "1")]
    [InlineData("websocket", 40, 8, "8")]
    public void A_piece_takes_a_slot_for_half_of_what_is_left(string mode, int limit, int runs, string sizes)
    {
        var plan = RunPlan.For([.. Enumerable.Range(1, runs).Select(scenario => SimulatedSession.Case(scenario, mode))]);

        var pieces = plan.Under(limit).Batches.Select(piece => piece.RunCount).ToList();

        var wanted = sizes.Split(' ').Select(size => int.Parse(size)).ToList();
        Assert.Equal(wanted, pieces.Take(wanted.Count));
        Assert.All(pieces.Skip(wanted.Count), size => Assert.InRange(size, 1, wanted[^1]));
        Assert.Equal(runs, pieces.Sum());
    }

    [Fact]
    public void Repetitions_count_and_a_single_test_is_not_cut()
    {
        var cases = Enumerable.Range(1, 4).Select(scenario => SimulatedSession.Case(scenario) with { Frequency = 3 });

        Assert.Equal([2, 1, 1], RunPlan.For([.. cases]).Under(1).Batches.Select(piece => piece.Cases.Count));
    }

    [Fact]
    public void What_lasts_long_starts_first()
    {
        var cases = Enumerable.Range(1, 4).Select(scenario => SimulatedSession.Case(scenario)).ToList();
        var durations = new Dictionary<string, TimeSpan>
        {
            ["S.1"] = TimeSpan.FromSeconds(20),
            ["S.3"] = TimeSpan.FromMinutes(5),
            ["S.4"] = TimeSpan.FromSeconds(64),
        };

        // What is unknown lies at a minute, and so much the same is in the order of the file.
        Assert.Equal([3L, 2, 4, 1], Ids(RunPlan.For(cases).Under(100, durations)));
        Assert.Equal([1L, 2, 3, 4], Ids(RunPlan.For(cases).Under(100)));
    }

    [Fact]
    public void Of_two_requests_the_longer_starts_first()
    {
        var cases = new[] { SimulatedSession.Case(1), SimulatedSession.Case(2), SimulatedSession.Case(3, "voice") };
        var durations = new Dictionary<string, TimeSpan> { ["S.1"] = TimeSpan.FromMinutes(4), ["S.3"] = TimeSpan.FromMinutes(3) };

        Assert.Equal([3L, 1, 2], Ids(RunPlan.For(cases).Under(100, durations)));
    }

    [Fact]
    public void The_longest_caller_counts_for_a_scenario()
    {
        var cases =
            from scenario in Enumerable.Range(1, 2)
            from personality in Enumerable.Range(1, 2)
            select SimulatedSession.Case(scenario) with
            {
                FullyQualifiedName = $"S.{scenario}.{personality}",
                PersonalityId = personality,
            };
        var durations = new Dictionary<string, TimeSpan>
        {
            ["S.1.1"] = TimeSpan.FromMinutes(2),
            ["S.1.2"] = TimeSpan.FromMinutes(2),
            ["S.2.1"] = TimeSpan.FromMinutes(8),
            ["S.2.2"] = TimeSpan.FromSeconds(1),
        };

        Assert.Equal(2, RunPlan.For([.. cases]).Under(100, durations).Batches[0].ScenarioIds[0]);
    }

    [Fact]
    public void Test_cases_of_a_suite_start_the_longest_first_too()
    {
        var cases = SuiteMatrix.Expand(
            Suite.Of("""{ "version": "1", "scenarios": [ { "name": "A", "instructions": "" }, { "name": "B", "instructions": "" } ] }"""),
            Reading.Manifest("""{ "agent": 12, "suites": [ "refunds.tests.json" ] }"""),
            new()
        );
        var durations = new Dictionary<string, TimeSpan> { [cases[1].FullyQualifiedName] = TimeSpan.FromMinutes(9) };

        var pieces = RunPlan.For(cases).Under(1, durations).Batches;

        Assert.Equal(["B", "A"], pieces.SelectMany(piece => piece.Cases).Select(one => one.ScenarioName));
    }

    [Fact]
    public async Task Without_a_limit_earlier_durations_are_not_waited_for()
    {
        var plan = RunPlan.For([SimulatedSession.Case(1), SimulatedSession.Case(2)]);
        var never = new TaskCompletionSource<IReadOnlyDictionary<string, TimeSpan>>();

        Assert.Same(plan, await plan.UnderAsync(concurrencyLimit: null, never.Task));

        never.SetResult(new Dictionary<string, TimeSpan> { ["S.2"] = TimeSpan.FromMinutes(9) });
        Assert.Equal([2L, 1], Ids(await plan.UnderAsync(1, never.Task)));
    }

    private static IEnumerable<long> Ids(RunPlan plan) => plan.Batches.SelectMany(batch => batch.ScenarioIds);
}

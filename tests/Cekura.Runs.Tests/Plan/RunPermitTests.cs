using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;
using Cekura.Simulation;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Plan;

/// <summary>What a budget leaves for runs that were not planned, and what it says of plans that are too large.</summary>
public sealed class RunPermitTests : IDisposable
{
    private readonly CekuraClient _client = new(new CekuraClientOptions { ApiKey = "test" }, new ScriptedHandler());

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData(5, null, 3)]
    [InlineData(4, null, 2)]
    [InlineData(2, null, 0)]
    [InlineData(100, 0.50, 3)]
    [InlineData(100, 0.49, 2)]
    [InlineData(100, 0.20, 0)]
    public async Task More_runs_are_taken_one_by_one_until_nothing_is_left(int maxRuns, double? maxCost, int more)
    {
        var settings = new CekuraSettings
        {
            MaxRuns = maxRuns,
            MaxCost = (decimal?)maxCost,
            CostPerRun = RunPrices.Parse(["0.10"])!,
        };
        var cases = Cases(2);
        var permit = await new RunBudget(settings).AskAsync(_client, [("S", RunPlan.For(cases))]);
        Assert.Null(permit.Refusal);

        var taken = 0;
        while (taken < 10 && permit.TryTake(cases[0], 1))
        {
            taken++;
        }

        Assert.Equal(more, taken);
        Assert.False(permit.TryTake(cases[0], 100));
    }

    [Fact]
    public async Task What_is_too_much_takes_nothing()
    {
        var settings = new CekuraSettings { MaxRuns = 5 };
        var budget = new RunBudget(settings);
        var cases = Cases(4);
        var permit = await budget.AskAsync(_client, [("S", RunPlan.For(cases))]);

        Assert.False(permit.TryTake(cases[0], 2));
        Assert.True(permit.TryTake(cases[0], 1));
        Assert.NotNull((await budget.AskAsync(_client, [("S", RunPlan.For(cases))])).Refusal);
        Assert.False(permit.TryTake(cases[0], 1));
    }

    [Fact]
    public async Task A_plan_that_is_asked_about_in_a_dry_run_takes_nothing()
    {
        var budget = new RunBudget(new CekuraSettings { MaxRuns = 4, DryRun = true });

        Assert.Null((await budget.AskAsync(_client, [("S", RunPlan.For(Cases(4)))])).Refusal);
        Assert.Null((await budget.AskAsync(_client, [("S", RunPlan.For(Cases(4)))])).Refusal);
    }

    [Fact]
    public async Task Nothing_to_run_is_never_too_much()
    {
        var budget = new RunBudget(new CekuraSettings { MaxRuns = 4, MaxCost = 0 });

        Assert.Null((await budget.AskAsync(_client, [("S", RunPlan.For([]))])).Refusal);
    }

    [Theory]
    [InlineData(20, null)]
    [InlineData(21, "  and 1 more request")]
    [InlineData(25, "  and 5 more requests")]
    public async Task A_refusal_shows_twenty_requests(int requests, string? last)
    {
        var budget = new RunBudget(new CekuraSettings { MaxRuns = 1 }) { Fewer = () => "--filter Tag=smoke" };
        var cases = Cases(requests).Select((one, index) => one with { AgentId = index + 1 }).ToList();

        var lines = (await budget.AskAsync(_client, [("S", RunPlan.For(cases))])).Refusal!.Split('\n');

        Assert.Equal(
            $"Nothing was started: {requests} runs of {requests} cases in {requests} requests, but MaxRuns is 1. Select fewer tests (--filter Tag=smoke), or raise MaxRuns.",
            lines[0]
        );
        Assert.Equal(2 + 20 + (last is null ? 0 : 1), lines.Length);
        Assert.Equal(last ?? "  S      1 scenario  text  1", lines[^1]);
    }

    [Fact]
    public async Task What_was_planned_together_starts_as_it_was_planned()
    {
        var cases = Cases(3);
        IReadOnlyList<ScenarioCase> others = [cases[0] with { FullyQualifiedName = "T.A", Mode = "voice" }];
        var permit = await new RunBudget(new CekuraSettings { CostPerRun = RunPrices.Parse(["0.10"])! }).AskAsync(
            _client,
            [("S", RunPlan.For(cases)), ("T", RunPlan.For(others))]
        );

        var whole = Assert.Single(permit.PlanOf(cases).Batches);
        Assert.Equal(("S", 0.30m), (whole.Suite, whole.Cost));
        Assert.Equal(("T", 0.10m), Assert.Single(permit.PlanOf(others).Batches) is var other ? (other.Suite, other.Cost) : default);

        // A part was not planned by itself.
        var part = Assert.Single(permit.PlanOf([cases[0], cases[2]]).Batches);
        Assert.Equal([1L, 3], part.ScenarioIds);
        Assert.Null(part.Cost);
    }

    private static List<ScenarioCase> Cases(int count) =>
        [.. Enumerable.Range(1, count).Select(scenario => SimulatedSession.Case(scenario))];
}

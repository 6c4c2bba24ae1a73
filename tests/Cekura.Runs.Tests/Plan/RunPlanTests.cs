using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Plan;

public sealed class RunPlanTests
{
    [Fact]
    public void A_full_matrix_is_one_request()
    {
        var batch = Assert.Single(RunPlan.For([Case(1, 3), Case(1, 7), Case(2, 3), Case(2, 7)]).Batches);

        Assert.Equal([1L, 2L], batch.ScenarioIds);
        Assert.Equal([3L, 7L], batch.PersonalityIds);
        Assert.Equal(4, batch.RunCount);
    }

    [Fact]
    public async Task What_is_skipped_is_carried_by_the_plan_and_started_by_none_of_its_requests()
    {
        var skipped = Case(2, 3) with { Skip = "later", Frequency = 5 };
        IReadOnlyList<ScenarioCase> cases = [Case(1, 3), skipped, Case(3, 3)];
        var settings = new CekuraSettings();
        using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test" }, new ScriptedHandler());

        var plan = RunPlan.For(cases);
        var permit = await new RunBudget(settings).AskAsync(client, [("S", plan), ("T", RunPlan.For([Case(4, 3)]))]);

        Assert.Equal((0, 1), (skipped.RunCount, cases[0].RunCount));
        Assert.Equal(["1/3", "3/3"], Started(plan));
        Assert.Equal(2, plan.RunCount);
        Assert.Equal([skipped], plan.Skipped);
        Assert.Equal([skipped], plan.Under(1).Skipped);
        Assert.Equal([skipped], permit.PlanOf(cases).Skipped);
        Assert.Equal(permit.Plan.Batches.Take(1), permit.PlanOf(cases).Batches);
        Assert.Empty(permit.PlanOf([Case(4, 3)]).Skipped);
    }

    [Fact]
    public void A_selection_with_holes_starts_nothing_that_was_not_selected()
    {
        var plan = RunPlan.For([Case(1, 3), Case(1, 7), Case(2, 3)]);

        Assert.Equal(2, plan.Batches.Count);
        Assert.Equal(["1/3", "1/7", "2/3"], Started(plan));
    }

    [Fact]
    public void One_row_and_one_column_that_cross_are_two_requests()
    {
        // Joined by scenario this would be two requests as well; joined by personality it is too, and never four.
        var plan = RunPlan.For([Case(1, 3), Case(2, 3), Case(3, 3), Case(3, 7), Case(3, 9)]);

        Assert.Equal(2, plan.Batches.Count);
        Assert.Equal(["1/3", "2/3", "3/3", "3/7", "3/9"], Started(plan));
    }

    [Fact]
    public void What_cannot_travel_together_goes_apart()
    {
        var plan = RunPlan.For([
            Case(1, 3),
            Case(1, 3) with
            {
                Mode = "voice",
            },
            Case(1, 3) with
            {
                AgentId = 9,
            },
            Case(1, 3) with
            {
                Frequency = 2,
            },
            Case(1, 3) with
            {
                Options = new JsonObject { ["project_id"] = 1 },
            },
            Case(1, null),
        ]);

        Assert.Equal(6, plan.Batches.Count);
        Assert.Equal(7, plan.RunCount);
    }

    [Fact]
    public void Any_selection_is_covered_exactly_once()
    {
        var random = new Random(20260504);
        for (var trial = 0; trial < 500; trial++)
        {
            var selection = (
                from scenario in Enumerable.Range(1, random.Next(1, 7))
                from personality in Enumerable.Range(1, random.Next(1, 5))
                from profile in Enumerable.Range(0, random.Next(1, 4))
                where random.Next(3) > 0
                select Case(scenario, personality) with
                {
                    TestProfileId = profile == 0 ? null : profile,
                }
            )
                .DistinctBy(Key)
                .ToList();

            var started = Started(RunPlan.For(selection));

            Assert.Equal(selection.Select(Key).Order(StringComparer.Ordinal), started);
        }
    }

    [Fact]
    public void A_selection_takes_at_most_half_more_requests_than_any_plan_could_do_with()
    {
        var random = new Random(20261123);
        for (var trial = 0; trial < 1000; trial++)
        {
            var (scenarios, personalities, density) = (random.Next(1, 21), random.Next(1, 13), random.Next(1, 10));
            var selection = (
                from scenario in Enumerable.Range(1, scenarios)
                from personality in Enumerable.Range(1, personalities)
                where random.Next(10) < density
                select Case(scenario, personality)
            ).ToList();

            var requests = RunPlan.For(selection).Batches.Count;

            Assert.True(
                requests <= 1.5 * Rank(selection, scenarios, personalities),
                $"trial {trial}: {requests} requests, at least {Rank(selection, scenarios, personalities)}"
            );
        }
    }

    [Fact]
    public void A_part_of_a_priced_request_has_no_price_of_its_own()
    {
        var plan = CostEstimate.Stated(
            [("S", RunPlan.For([Case(1, 3), Case(2, 3)])), ("T", RunPlan.For([Case(3, 3)]))],
            RunPrices.Parse(["0.05"])!
        );

        Assert.Equal([("S", 0.10m), ("T", 0.05m)], plan.Batches.Select(batch => (batch.Suite, batch.Cost ?? 0)));
        Assert.Equal((0.15m, true, 3L), (plan.KnownCost, plan.IsComplete, plan.RunCount));
        Assert.Equal([null, null], plan.Batches[0].Halves().Select(part => part.Cost));
    }

    [Fact]
    public void A_request_knows_its_cases_by_scenario_and_cuts_its_test_profiles_last()
    {
        var batch = Assert.Single(RunPlan.For([Case(1, 3), Case(2, 3)]).Batches);
        Assert.Equal(2, batch.CaseOf(2, "Scenario 1").ScenarioId);
        Assert.Equal(1, batch.CaseOf(9, "Scenario 2").ScenarioId);
        Assert.Equal(1, batch.CaseOf(null, null).ScenarioId);

        var profiles = Assert.Single(RunPlan.For([Case(1, 3) with { TestProfileId = 20 }, Case(1, 3) with { TestProfileId = 21 }]).Batches);
        Assert.Equal([20L, 21L], profiles.Halves().Select(half => half.TestProfileIds.Single()));
        Assert.All(profiles.Halves(), half => Assert.Empty(half.Halves()));
    }

    // Products without overlap add up to the matrix of the selection, and each has rank 1: there are at least as many as its rank. Modulo a
    // prime it is not larger.
    private static int Rank(IEnumerable<ScenarioCase> selection, int scenarios, int personalities)
    {
        const long Prime = 2_147_483_647;
        var matrix = new long[scenarios][];
        for (var row = 0; row < scenarios; row++)
        {
            matrix[row] = new long[personalities];
        }

        foreach (var selected in selection)
        {
            matrix[selected.ScenarioId - 1][selected.PersonalityId!.Value - 1] = 1;
        }

        var rank = 0;
        for (var column = 0; column < personalities && rank < scenarios; column++)
        {
            var pivot = Array.FindIndex(matrix, rank, row => row[column] != 0);
            if (pivot < 0)
            {
                continue;
            }

            (matrix[rank], matrix[pivot]) = (matrix[pivot], matrix[rank]);
            var inverse = (long)System.Numerics.BigInteger.ModPow(matrix[rank][column], Prime - 2, Prime);
            for (var row = rank + 1; row < scenarios; row++)
            {
                var factor = matrix[row][column] * inverse % Prime;
                for (var at = column; at < personalities; at++)
                {
                    matrix[row][at] = (((matrix[row][at] - (factor * matrix[rank][at])) % Prime) + Prime) % Prime;
                }
            }

            rank++;
        }

        return rank;
    }

    /// <summary>What the service would start: the product of each request's lists.</summary>
    private static IEnumerable<string> Started(RunPlan plan) =>
        plan
            .Batches.SelectMany(batch =>
                from scenario in batch.ScenarioIds
                from personality in OrOwn(batch.PersonalityIds)
                from profile in OrOwn(batch.TestProfileIds)
                select Key(Case(scenario, personality) with { TestProfileId = profile })
            )
            .Order(StringComparer.Ordinal);

    private static IEnumerable<long?> OrOwn(IReadOnlyList<long> ids) => ids.Count == 0 ? [null] : ids.Select(id => (long?)id);

    private static string Key(ScenarioCase c) =>
        c.TestProfileId is null ? $"{c.ScenarioId}/{c.PersonalityId}" : $"{c.ScenarioId}/{c.PersonalityId}/{c.TestProfileId}";

    private static ScenarioCase Case(long scenario, long? personality) =>
        new()
        {
            FullyQualifiedName = $"S.S{scenario}.P{personality}",
            DisplayName = $"{scenario} [{personality}]",
            ScenarioId = scenario,
            ScenarioName = $"Scenario {scenario}",
            PersonalityId = personality,
            PersonalityName = personality is null ? null : $"Personality {personality}",
            Mode = "text",
            Location = new SourceLocation("cekura.json", 1, 1),
        };
}

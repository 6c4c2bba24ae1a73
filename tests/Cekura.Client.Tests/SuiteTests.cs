using System.Text.Json.Nodes;

namespace Cekura.Client.Tests;

public sealed class SuiteTests : ScriptedTests
{
    private static readonly RunSuiteRequest Request = new()
    {
        AgentId = 12,
        Channel = "text",
        Spec = new JsonObject { ["version"] = "1" },
    };

    [Fact]
    public async Task Planning_says_what_would_be_started()
    {
        Service.Answer("""{"dry_run": true, "valid": true, "plan": {"scenario_count": "2", "total_runs": 6, "estimated_cost": 1.25}}""");

        var plan = await Client.Scenarios.PlanSuiteAsync(Request);

        Assert.Equal(
            new SuitePlan
            {
                Valid = true,
                ScenarioCount = 2,
                TotalRuns = 6,
                EstimatedCost = 1.25m,
            },
            plan
        );
        Assert.Equal("https://api.cekura.ai/test_framework/v1/scenarios/run_scenarios_json/?dry_run=true", Service.Requests[0].Address);
        Assert.Equal("""{"spec":{"version":"1"},"agent_id":12,"channel":"text"}""", Service.Requests[0].Body);
    }

    [Theory]
    [InlineData("""{"plan": {"scenario_count": 2}}""", true)]
    [InlineData("""{"plan": {"scenario_count": 2}, "valid": null}""", true)]
    [InlineData("""{"plan": {"scenario_count": 2}, "valid": "perhaps"}""", true)]
    [InlineData("""{"plan": {"scenario_count": 2}, "valid": "no"}""", false)]
    [InlineData("""{"plan": {"valid": false, "scenario_count": 2}}""", true)]
    public async Task A_plan_is_valid_unless_it_says_otherwise(string answer, bool valid)
    {
        Service.Answer(answer);

        Assert.Equal(new SuitePlan { Valid = valid, ScenarioCount = 2 }, await Client.Scenarios.PlanSuiteAsync(Request));
    }

    [Theory]
    [InlineData("-1", null)]
    [InlineData("2147483647", 2147483647)]
    [InlineData("2147483648", null)]
    [InlineData("\"many\"", null)]
    public async Task A_count_that_cannot_be_one_is_none(string count, int? read)
    {
        Service.Answer($$$"""{"valid": true, "plan": {"total_runs": {{{count}}}, "estimated_cost": -0.5}}""");

        Assert.Equal(new SuitePlan { Valid = true, TotalRuns = read }, await Client.Scenarios.PlanSuiteAsync(Request));
    }

    [Fact]
    public async Task Validating_falls_back_to_a_plan_where_the_service_has_no_such_call()
    {
        Service.Answer("""{"detail": "Not found."}""", 404).Answer("""{"dry_run": true, "valid": false, "plan": {}}""");

        var plan = await Client.Scenarios.ValidateSuiteAsync(Request);

        Assert.False(plan.Valid);
        Assert.Equal(
            ["/test_framework/v1/scenarios/validate_scenarios_json/", "/test_framework/v1/scenarios/run_scenarios_json/?dry_run=true"],
            Service.Requests.Select(request => new Uri(request.Address).PathAndQuery)
        );
    }

    [Fact]
    public async Task A_plan_that_does_not_say_whether_it_is_valid_is()
    {
        Service.Answer("""{"dry_run": true, "plan": {"scenario_count": 1, "total_runs": 1}}""");

        Assert.True((await Client.Scenarios.PlanSuiteAsync(Request)).Valid);
    }

    [Fact]
    public async Task A_question_changes_nothing_so_it_is_repeated()
    {
        Service.Answer("busy", 503).Answer("""{"valid": true}""");

        Assert.True((await Client.Scenarios.ValidateSuiteAsync(Request)).Valid);
    }

    [Fact]
    public async Task Problems_come_with_their_locations()
    {
        Service.Answer("""{"errors": {"scenarios[1].metrics[0]": ["No metric with slug 'x'."]}}""", 400);

        var refused = await Assert.ThrowsAsync<CekuraValidationException>(() => Client.Scenarios.ValidateSuiteAsync(Request));

        Assert.Equal(["No metric with slug 'x'."], refused.Errors["scenarios[1].metrics[0]"]);
    }
}

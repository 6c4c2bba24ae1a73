using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;
using Cekura.Simulation;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Plan;

/// <summary>What plans cost, as far as the settings and the service say.</summary>
public sealed class CostTests : IDisposable
{
    private readonly ScriptedHandler _service = new();
    private readonly CekuraClient _client;

    public CostTests() =>
        _client = new CekuraClient(
            new CekuraClientOptions
            {
                ApiKey = "test",
                Retry = new RetryOptions { MaxAttempts = 1 },
            },
            _service
        );

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
    }

    [Fact]
    public void What_has_no_price_is_counted_beside_what_has_one()
    {
        var plan = Stated("text=0.05", ("text", 2), ("voice", 3));

        Assert.Equal((0.10m, false, true), (plan.KnownCost, plan.IsComplete, plan.HasCosts));
        Assert.Equal("estimated cost at least 0.10 (3 runs have no price; CostPerRun states one)", plan.CostText());
        Assert.False(Stated("voice=1", ("text", 1)).HasCosts);
        Assert.Equal("estimated cost 0.15", Stated("0.05", ("text", 2), ("voice", 1)).CostText());
    }

    [Fact]
    public async Task Every_mode_without_a_price_is_named_and_the_setting_completed()
    {
        var settings = new CekuraSettings { MaxCost = 5, CostPerRun = RunPrices.Parse(["text=0.05"])! };
        var cases = new[] { Case(1, "voice"), Case(2, "text"), Case(3, "sip"), Case(4, "voice") with { AgentId = 9 } };

        var permit = await new RunBudget(settings).AskAsync(_client, [("S", RunPlan.For(cases))]);

        Assert.StartsWith(
            "Nothing was started: MaxCost is 5.00, and the price of 3 of 4 runs of 4 cases in 4 requests is unknown (mode sip, voice). State what a run costs: <CostPerRun>text=0.05,sip=PRICE,voice=PRICE</CostPerRun> in the settings, or -- Cekura.CostPerRun=text=0.05,sip=PRICE,voice=PRICE.\n",
            permit.Refusal,
            StringComparison.Ordinal
        );
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task An_estimate_that_is_refused_is_said_and_asked_for_once()
    {
        _service.Answer("""{ "detail": "The account is closed." }""", 403);
        var settings = new CekuraSettings { MaxCost = 5, ConcurrencyLimit = 3 };
        var suite = SuiteMatrix.Expand(
            Suite.Of(Suite.Case("\"tags\": []")),
            Reading.Manifest("""{ "agent": 12, "suites": [ "refunds.tests.json" ] }"""),
            settings
        );

        var permit = await new RunBudget(settings).AskAsync(_client, [("S", RunPlan.For(suite))]);

        Assert.Contains(" Cekura gave no estimate of a suite: ", permit.Refusal, StringComparison.Ordinal);
        Assert.Contains("The account is closed. State what a run costs: <CostPerRun>text=PRICE<", permit.Refusal, StringComparison.Ordinal);
        Assert.IsType<CekuraForbiddenException>(Assert.Single(permit.Plan.Batches).Estimate!.Refusal);
        Assert.Contains("\"concurrency_limit\":3", Assert.Single(_service.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_is_not_asked_what_a_plan_costs_that_is_too_long_anyway()
    {
        var settings = new CekuraSettings { MaxCost = 5, MaxRuns = 0 };
        var suite = SuiteMatrix.Expand(
            Suite.Of(Suite.Case("\"tags\": []")),
            Reading.Manifest("""{ "agent": 12, "suites": [ "refunds.tests.json" ] }"""),
            settings
        );

        var permit = await new RunBudget(settings).AskAsync(_client, [("S", RunPlan.For(suite))]);

        Assert.Contains("but MaxRuns is 0.", permit.Refusal, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);
    }

    private static RunPlan Stated(string prices, params (string Mode, int Runs)[] modes) =>
        CostEstimate.Stated(
            [
                (
                    "S",
                    RunPlan.For([
                        .. modes.SelectMany(
                            (mode, index) => Enumerable.Range(0, mode.Runs).Select(number => Case((10 * index) + number + 1, mode.Mode))
                        ),
                    ])
                ),
            ],
            RunPrices.Parse(prices.Split(','))!
        );

    private static ScenarioCase Case(long scenario, string mode) => SimulatedSession.Case(scenario, mode);
}

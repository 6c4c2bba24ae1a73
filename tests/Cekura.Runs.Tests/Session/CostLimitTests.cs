using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Runs.Plan;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;

namespace Cekura.Runs.Tests.Session;

/// <summary><c>MaxCost</c>: what it costs is known before anything starts, or nothing starts.</summary>
public sealed class CostLimitTests : IDisposable
{
    private const string Manifest = """
        { "name": "S", "agent": 12, "scenarios": [ { "id": 101, "name": "Book", "frequency": 4 }, { "id": 102, "name": "Call", "mode": "voice" } ], "suites": [ "refunds.tests.json" ] }
        """;

    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_plan_within_the_limit_starts()
    {
        await RunAsync(new() { MaxCost = 0.60m, CostPerRun = Prices("text=0.05,voice=0.40") });

        Assert.Equal(5, _service.CreatedRuns.Count());
        Assert.All(_heard.Verdicts.Values, verdict => Assert.Equal(Outcome.Passed, verdict.Outcome));
    }

    [Fact]
    public async Task A_plan_above_the_limit_starts_nothing_and_is_shown_with_its_prices()
    {
        await RunAsync(new() { MaxCost = 0.59m, CostPerRun = Prices("text=0.05,voice=0.40") });

        Assert.Empty(_service.Requests);
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.Equal(
                "Nothing was started: 5 runs of 2 cases in 2 requests, estimated cost 0.60, but MaxCost is 0.59. Select fewer tests, or raise MaxCost. The rest stands once in the messages of the test run.",
                verdict.Message
            )
        );
        Assert.Equal(
            """
            Nothing was started: 5 runs of 2 cases in 2 requests, estimated cost 0.60, but MaxCost is 0.59. Select fewer tests, or raise MaxCost.
              Suite  Starts                Mode   Runs  Cost
              S      1 scenario x 4 times  text   4     0.20
              S      1 scenario            voice  1     0.40
            """.ReplaceLineEndings("\n"),
            Assert.Single(_heard.Messages).Text
        );
    }

    [Fact]
    public async Task Where_a_price_is_missing_nothing_starts_and_the_setting_to_add_is_written_out()
    {
        await RunAsync(new() { MaxCost = 5, CostPerRun = Prices("text=0.05") });

        Assert.Empty(_service.Requests);
        Assert.All(_heard.Verdicts.Values, verdict =>
        {
            Assert.Contains(
                "the price of 1 of 5 runs of 2 cases in 2 requests is unknown (mode voice)",
                verdict.Message,
                StringComparison.Ordinal
            );
            Assert.Contains(
                "<CostPerRun>text=0.05,voice=PRICE</CostPerRun> in the settings, or -- Cekura.CostPerRun=text=0.05,voice=PRICE.",
                verdict.Message,
                StringComparison.Ordinal
            );
        });
    }

    [Fact]
    public async Task A_suite_is_estimated_by_the_service_whatever_is_stated()
    {
        _service.Price = 0.30m;

        await RunSuiteAsync(new() { MaxCost = 0.25m, CostPerRun = Prices("0.05") });

        Assert.Equal(["POST /scenarios/run_scenarios_json/?dry_run=true"], _service.Requests);
        Assert.Contains(
            "estimated cost 0.30, but MaxCost is 0.25.",
            Assert.Single(_heard.Verdicts).Value.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_suite_without_an_estimate_costs_what_is_stated_or_is_not_started()
    {
        _service.Alter = (call, answer) =>
        {
            if (call == "POST /scenarios/run_scenarios_json/?dry_run=true")
            {
                answer["plan"]!["estimated_cost"] = null;
            }
        };

        await RunSuiteAsync(new() { MaxCost = 1, CostPerRun = Prices("0.05") });
        Assert.Single(_service.Starts);

        _heard.Verdicts.Clear();
        await RunSuiteAsync(new() { MaxCost = 1 });
        Assert.Single(_service.Starts);
        Assert.Contains(
            "Cekura gave no estimate of a suite: its answer has no estimated_cost. State what a run costs",
            Assert.Single(_heard.Verdicts).Value.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Sessions_that_start_together_share_one_permit()
    {
        var settings = new CekuraSettings
        {
            MaxCost = 0.25m,
            CostPerRun = Prices("0.05"),
            Mode = "text",
        };
        var cases = Cases(settings);
        using var client = Client();
        var permit = await new RunBudget(settings).AskAsync(
            client,
            [("S", RunPlan.For(cases)), ("Other", RunPlan.For([cases[0] with { FullyQualifiedName = "Other.A" }]))]
        );

        await SessionAsync(client, settings, cases, permit);

        Assert.Empty(_service.Requests);
        Assert.Equal(2, _heard.Verdicts.Count);
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.Contains(
                "9 runs of 3 cases in 3 requests, estimated cost 0.45, but MaxCost is 0.25.",
                verdict.Message,
                StringComparison.Ordinal
            )
        );
    }

    [Theory]
    [InlineData(9, 10.0, "5 runs of 2 cases in 2 requests, after 5 that this test run planned before, but MaxRuns is 9.")]
    [InlineData(
        10,
        0.49,
        "5 runs of 2 cases in 2 requests, estimated cost 0.25, after 5 that this test run planned before for 0.25, but MaxCost is 0.49."
    )]
    [InlineData(10, 0.50, null)]
    public async Task Sessions_one_after_the_other_share_one_budget(int maxRuns, double maxCost, string? refusal)
    {
        var settings = new CekuraSettings
        {
            MaxRuns = maxRuns,
            MaxCost = (decimal)maxCost,
            CostPerRun = Prices("0.05"),
            Mode = "text",
        };
        var cases = Cases(settings);
        using var client = Client();
        var budget = new RunBudget(settings);

        await SessionAsync(client, settings, cases, await budget.AskAsync(client, [("S", RunPlan.For(cases))]));
        _heard.Verdicts.Clear();
        await SessionAsync(client, settings, cases, await budget.AskAsync(client, [("S", RunPlan.For(cases))]));

        Assert.Equal(refusal is null ? 10 : 5, _service.CreatedRuns.Count());
        Assert.All(_heard.Verdicts.Values, verdict => Assert.Equal(refusal is null, verdict.Outcome == Outcome.Passed));
        Assert.All(_heard.Verdicts.Values, verdict => Assert.Contains(refusal ?? "", $"{verdict.Message}", StringComparison.Ordinal));
    }

    private static RunPrices Prices(string text) => RunPrices.Parse(text.Split(','))!;

    private static IReadOnlyList<ScenarioCase> Cases(CekuraSettings settings) => CaseMatrix.Expand(Reading.Manifest(Manifest), settings);

    private CekuraClient Client() => _service.Client();

    private async Task RunAsync(CekuraSettings settings)
    {
        using var client = Client();
        await SessionAsync(client, settings, Cases(settings), permit: null);
    }

    private async Task RunSuiteAsync(CekuraSettings settings)
    {
        using var client = Client();
        await SessionAsync(
            client,
            settings,
            SuiteMatrix.Expand(Suite.Of(Suite.Case("\"tags\": []")), Reading.Manifest(Manifest), settings),
            permit: null
        );
    }

    private async Task SessionAsync(CekuraClient client, CekuraSettings settings, IReadOnlyList<ScenarioCase> cases, RunPermit? permit)
    {
        var options = new SessionOptions
        {
            Suite = "S",
            Permit = permit,
            Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero),
            LostStartPauses = [TimeSpan.Zero],
        };
        await new RunSession(client, settings, _heard, options).RunAsync(cases);
    }
}

using System.Net;
using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;
using Cekura.Runs.Session;
using Cekura.Runs.Verdict;
using Cekura.Runs.Watch;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Session;

public sealed class SuiteSessionTests : IDisposable
{
    private const string Three = """
        {
          "version": "1",
          "suite": { "name": "Refunds" },
          "defaults": { "language": "en", "metrics": [ "polite" ], "concurrency_limit": 5 },
          "scenarios": [
            { "key": "gift", "name": "Gift", "instructions": "Return a gift." },
            { "name": "Late", "instructions": "It came late.", "metrics": [ "quick" ] },
            { "name": "Twice", "instructions": "Again.", "frequency": 2, "personality": { "base": 3, "name": "Angry" } }
          ]
        }
        """;

    private readonly EmulatedService _service = new();
    private readonly Heard _heard = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task A_suite_is_started_once_with_everything_in_its_entries()
    {
        await RunAsync(Three);

        var start = Assert.Single(_service.Starts);
        Assert.StartsWith("Refunds 20", (string)start["name"]!, StringComparison.Ordinal);
        Assert.Equal((12, "text"), ((int)start["agent_id"]!, (string)start["channel"]!));
        Assert.Equal(
            """
            {"version":"1","suite":{"name":"Refunds"},"defaults":{"concurrency_limit":5},"scenarios":[
            {"key":"gift","name":"Gift","instructions":"Return a gift.","language":"en","metrics":["polite"]},
            {"name":"Late","instructions":"It came late.","metrics":["quick"],"language":"en"},
            {"name":"Twice","instructions":"Again.","frequency":2,"personality":{"base":3,"name":"Angry"},"language":"en","metrics":["polite"]}]}
            """.ReplaceLineEndings(""),
            start["spec"]!.ToJsonString()
        );
        Assert.Equal(
            ["POST /scenarios/run_scenarios_json/"],
            _service.Requests.Where(request => request.StartsWith("POST", StringComparison.Ordinal))
        );
        Assert.All(_heard.Verdicts.Values, verdict => Assert.Equal(Outcome.Passed, verdict.Outcome));
        Assert.Equal(["Gift [Default personality] 1", "Late [Default personality] 1", "Twice [Angry] 2"], Totals());
    }

    [Fact]
    public async Task Repetitions_that_the_settings_ask_for_stand_in_the_entries()
    {
        await RunAsync(Three, settings: new CekuraSettings { Frequency = 3 });

        Assert.Equal([3, 3, 6], Assert.Single(_service.Starts)["spec"]!["scenarios"]!.AsArray().Select(entry => (int)entry!["frequency"]!));
        Assert.Equal(["Gift [Default personality] 3", "Late [Default personality] 3", "Twice [Angry] 6"], Totals());
    }

    [Fact]
    public async Task Options_of_the_mode_stand_beside_the_spec()
    {
        await RunAsync(
            Three,
            manifest: """
            { "agent": 12, "mode": "chirp", "suites": [ "s.tests.json" ], "options": { "chirp": {
              "websocket_url": "wss://agent.example.com/pcm", "agent_number": "+14155550100", "outbound_phone_number": "+14155550101",
              "mode": "different_numbers", "mock_tool_names": [ "find_slots" ], "concurrency_limit": 2 } } }
            """
        );

        var start = Assert.Single(_service.Starts);
        start.Remove("name");
        start.Remove("spec");
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse(
                    """
                    { "agent_id": 12, "channel": "chirp", "chirp_data": { "websocket_url": "wss://agent.example.com/pcm" }, "concurrency_limit": 2, "agent_number": "+14155550100",
                      "outbound_phone_number": "+14155550101", "mode": "different_numbers", "mock_tool_names": [ "find_slots" ] }
                    """
                ),
                start
            ),
            start.ToJsonString()
        );
        Assert.All(_heard.Verdicts.Values, verdict => Assert.Equal(Outcome.Passed, verdict.Outcome));
    }

    [Fact]
    public async Task A_phone_number_of_a_test_case_and_of_the_defaults_is_sent()
    {
        await RunAsync(
            """
            { "version": "1", "defaults": { "phone_number": "+17776666333" }, "scenarios": [
              { "name": "A", "instructions": "Ask." }, { "name": "B", "instructions": "Ask.", "phone_number": "+14155550100" } ] }
            """
        );

        Assert.Equal(
            ["+17776666333", "+14155550100"],
            Assert.Single(_service.Starts)["spec"]!["scenarios"]!.AsArray().Select(entry => (string)entry!["phone_number"]!)
        );
    }

    [Fact]
    public async Task Each_run_finds_its_pair()
    {
        _service.Shape = run => run["success"] = (string)run["scenario_name"]! == "Late" && (string)run["personality_name"]! == "Fast";

        await RunAsync(
            Three,
            manifest: """{ "agent": 12, "personalities": [ { "id": 3, "name": "Calm" }, { "id": 7, "name": "Fast" } ], "suites": [ "s.tests.json" ] }"""
        );

        Assert.Equal(6, _heard.Verdicts.Count);
        Assert.Equal(["Late [Fast]"], Named(Outcome.Passed));
    }

    [Fact]
    public async Task A_run_of_a_personality_that_was_not_asked_for_fits_no_test()
    {
        _service.Shape = run =>
        {
            run["personality"] = (string)run["personality_name"]! == "Fast" ? 9 : 3;
            run["personality_name"] = null;
        };

        await RunAsync(
            Three,
            manifest: """{ "agent": 12, "personalities": [ 3, 7 ], "suites": [ "s.tests.json" ] }""",
            select: scenarioCase => scenarioCase.ScenarioName == "Gift"
        );

        Assert.Contains(
            "Run 5002 (scenario 8002, personality 9) fits no selected test: it passed.",
            Assert.Single(_heard.Messages).Text,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Cekura created no run for scenario \"Gift\" in result 1001.",
            _heard.Verdicts["Gift [Personality 7]"].Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_run_that_only_names_its_personality_finds_its_pair_whatever_the_order()
    {
        // The service made them in another order than the spec has them.
        _service.Shape = run =>
        {
            var asked = (string)run["personality_name"]! == "Fast" ? 7 : 3;
            (run["personality"], run["personality_name"], run["success"]) = (null, asked == 7 ? "Calm" : "FAST", asked == 3);
        };

        await RunAsync(
            Three,
            manifest: """{ "agent": 12, "personalities": [ 3, { "id": 7, "name": "Fast" } ], "suites": [ "s.tests.json" ] }""",
            select: scenarioCase => scenarioCase.ScenarioName == "Gift"
        );

        Assert.Equal(["Gift [Fast]"], Named(Outcome.Passed));
    }

    [Fact]
    public async Task Only_the_selected_pairs_are_sent()
    {
        await RunAsync(
            Three,
            manifest: """{ "agent": 12, "personalities": [ 3, 7 ], "suites": [ "s.tests.json" ] }""",
            select: scenarioCase => scenarioCase.DisplayName is "Gift [Personality 7]" or "Late [Personality 3]"
        );

        var entries = Assert.Single(_service.Starts)["spec"]!["scenarios"]!.AsArray();
        Assert.Equal([("Gift", 7), ("Late", 3)], entries.Select(entry => ((string)entry!["name"]!, (int)entry["personality"]!)));
    }

    [Fact]
    public async Task Test_cases_of_one_name_are_told_apart_by_the_order_of_the_spec()
    {
        _service.Shape = run =>
        {
            run["success"] = EmulatedService.ScenarioOf(run) == 8002;
            run["personality"] = null;
            run["personality_name"] = null;
        };

        await RunAsync(
            """
            { "version": "1", "scenarios": [ { "key": "k", "name": "A", "instructions": "", "frequency": 2, "personality": 3 }, { "name": "A", "instructions": "", "frequency": 2 } ] }
            """
        );

        Assert.Equal(["A [Default personality]"], Named(Outcome.Passed));
        Assert.Equal([5003L, 5004], _heard.Verdicts["A [Default personality]"].Runs.Select(run => run.Run!.Id));
    }

    [Fact]
    public async Task A_located_refusal_fails_the_test_cases_that_it_names_and_starts_the_rest()
    {
        RefusesOnce(
            """
            { "errors": { "scenarios[1].language": [ "Not spoken by this voice." ], "scenarios[1].metrics[0]": [ "Not enabled." ],
                          "scenarios[2].personality.voice_model": [ "'voice_model' is required." ] } }
            """
        );

        await RunAsync(Three);

        Assert.Equal(["Gift"], _service.Starts[^1]["spec"]!["scenarios"]!.AsArray().Select(entry => (string)entry!["name"]!));
        Assert.Equal(["Gift [Default personality]"], Named(Outcome.Passed));
        var late = _heard.Verdicts["Late [Default personality]"];
        Assert.Equal(new SourceLocation(Suite.Path, 4, 29), late.Location);
        Assert.Equal(
            """
            Cekura did not accept the test case: 2 problems.
              refunds.tests.json(4,29): language: Not spoken by this voice.
              refunds.tests.json(7,69): metrics[0]: Not enabled.
            """,
            late.Message
        );
        var twice = _heard.Verdicts["Twice [Angry]"];
        Assert.Equal(new SourceLocation(Suite.Path, 8, 81), twice.Location);
        Assert.StartsWith("Cekura did not accept the test case: 'voice_model' is required.", twice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_mapped_through_the_selection()
    {
        RefusesOnce("""{ "scenarios[0].instructions": [ "Too short." ] }""");

        await RunAsync(Three, select: scenarioCase => scenarioCase.ScenarioName != "Gift");

        Assert.Equal(["Late [Default personality]"], Named(Outcome.Failed));
        Assert.Equal(new SourceLocation(Suite.Path, 7, 39), _heard.Verdicts["Late [Default personality]"].Location);
    }

    [Fact]
    public async Task A_refusal_that_names_no_test_case_fails_all_of_them_and_is_not_tried_in_halves()
    {
        _service.Refuses = _ => FaultScript.Json("""{ "agent_id": [ "No such agent." ] }""", HttpStatusCode.BadRequest);

        await RunAsync(Three);

        Assert.Single(_service.Requests);
        Assert.All(_heard.Verdicts.Values, verdict =>
            Assert.Equal("Cekura did not start the run (HTTP 400): agent_id: No such agent.", verdict.Message)
        );
    }

    [Fact]
    public async Task A_refusal_without_any_location_is_tried_in_halves()
    {
        _service.Refuses = body =>
            body["spec"]!["scenarios"]!.AsArray().Any(entry => (string)entry!["name"]! == "Late")
                ? FaultScript.Json("""[ "Invalid personalities provided." ]""", HttpStatusCode.BadRequest)
                : null;

        await RunAsync(Three);

        Assert.Equal(["Late [Default personality]"], Named(Outcome.Failed));
        Assert.Equal(2, Named(Outcome.Passed).Count());
    }

    [Fact]
    public async Task Options_of_the_mode_travel_beside_the_spec()
    {
        await RunAsync(
            Three,
            manifest: """
            { "agent": 12, "mode": "livekit_v2", "suites": [ "s.tests.json" ],
              "options": { "livekit_v2": { "livekit_data": { "agent_name": "front-desk", "config": { "a": 1 } }, "concurrency_limit": 2 } } }
            """
        );

        var start = Assert.Single(_service.Starts);
        Assert.Equal("livekit_v2", (string)start["channel"]!);
        Assert.Equal("""{"config":{"a":1},"agent_name":"front-desk"}""", start["livekit_data"]!.ToJsonString());
        Assert.Equal((2, 2), ((int)start["concurrency_limit"]!, (int)start["spec"]!["defaults"]!["concurrency_limit"]!));
    }

    [Fact]
    public async Task A_test_case_without_a_run_says_its_name()
    {
        _service.Instead = call =>
            call.StartsWith("POST", StringComparison.Ordinal) ? FaultScript.Json("""{ "id": 987, "runs": [] }""")
            : call == "GET /results/987/" ? FaultScript.Json("""{ "id": 987, "status": "completed", "runs": [] }""")
            : null;

        await RunAsync(Three, select: scenarioCase => scenarioCase.ScenarioName == "Gift");

        Assert.Equal("Cekura created no run for scenario \"Gift\" in result 987.", Assert.Single(_heard.Verdicts).Value.Message);
    }

    [Fact]
    public async Task A_test_case_above_1_MB_fails_alone()
    {
        var suite =
            $$"""{ "version": "1", "scenarios": [ { "name": "Long", "instructions": "{{new string('x', 1_020_000)}}" }, { "name": "Short", "instructions": "" } ] }""";

        await RunAsync(suite);

        Assert.Single(_service.Starts);
        Assert.Contains("the service takes at most 1 MB", _heard.Verdicts["Long [Default personality]"].Message, StringComparison.Ordinal);
        Assert.Equal(["Short [Default personality]"], Named(Outcome.Passed));
    }

    [Fact]
    public async Task A_dry_run_lets_the_service_check_the_suite_and_starts_nothing()
    {
        RefusesOnce("""{ "errors": { "scenarios[1].metrics[1]": [ "Not enabled." ] } }""");

        await RunAsync(Three, settings: new CekuraSettings { DryRun = true });

        Assert.Equal(["POST /scenarios/run_scenarios_json/?dry_run=true"], _service.Requests);
        Assert.Equal(["Late [Default personality]"], Named(Outcome.Failed));
        Assert.Equal(["Gift [Default personality]", "Twice [Angry]"], Named(Outcome.Skipped));
    }

    [Fact]
    public async Task A_dry_run_of_a_suite_without_problems_is_not_green()
    {
        await RunAsync(Three, settings: new CekuraSettings { DryRun = true });

        Assert.Empty(_service.Starts);
        Assert.Equal(3, Named(Outcome.Skipped).Count());
    }

    [Fact]
    public async Task A_dry_run_shows_what_the_service_estimates()
    {
        _service.Price = 0.35m;

        await RunAsync(Three, settings: new CekuraSettings { DryRun = true, MaxCost = 1 });

        var runs = RunPlan
            .For(SuiteMatrix.Expand(Suite.Of(Three), Reading.Manifest("""{ "agent": 12, "suites": [ "refunds.tests.json" ] }"""), new()))
            .RunCount;
        var text = Assert.Single(_heard.Messages).Text;
        Assert.Contains(
            $", estimated cost {NumberText.Amount(runs * 0.35m)}. A limit would refuse it. Nothing was started: {runs} runs",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains($"text  {runs}     {NumberText.Amount(runs * 0.35m)}", text, StringComparison.Ordinal);
    }

    private IEnumerable<string> Named(Outcome outcome) =>
        _heard.Verdicts.Where(pair => pair.Value.Outcome == outcome).Select(pair => pair.Key).Order(StringComparer.Ordinal);

    private IEnumerable<string> Totals() => _heard.Verdicts.Select(pair => $"{pair.Key} {pair.Value.Total}").Order(StringComparer.Ordinal);

    private void RefusesOnce(string body)
    {
        var refused = false;
        _service.Refuses = _ =>
        {
            var answer = refused ? null : FaultScript.Json(body, HttpStatusCode.BadRequest);
            refused = true;
            return answer;
        };
    }

    private async Task RunAsync(
        string suite,
        string? manifest = null,
        Func<ScenarioCase, bool>? select = null,
        CekuraSettings? settings = null
    )
    {
        settings ??= new CekuraSettings();
        var lists = Reading.Manifest(manifest ?? """{ "agent": 12, "suites": [ "refunds.tests.json" ] }""");
        using var client = _service.Client();
        var session = new RunSession(
            client,
            settings,
            _heard,
            new SessionOptions
            {
                Suite = "Refunds",
                Schedule = new PollSchedule(TimeSpan.Zero, TimeSpan.Zero),
                LostStartPauses = [TimeSpan.Zero],
            }
        );
        await session.RunAsync([.. SuiteMatrix.Expand(Suite.Of(suite), lists, settings).Where(select ?? (_ => true))]);
    }
}

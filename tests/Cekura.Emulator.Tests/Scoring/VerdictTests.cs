using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Tests.Scoring;

public sealed class VerdictTests
{
    private const string Says = """{ "turns": [{ "role": "Main Agent", "content": "yes" }] }""";
    private const string Met = """{ "text": "met", "rule": { "agent_says": "yes" } }""";
    private const string Unmet = """{ "text": "unmet", "rule": { "agent_says": "no" } }""";

    private const string Metrics = """
        "metrics": [{ "id": 1, "name": "Good", "rule": { "agent_says": "yes" } }, { "id": 2, "name": "Bad", "rule": { "agent_says": "no" } },
          { "id": 3, "name": "Turns", "eval_type": "numeric", "measure": "turns" }, { "id": 4, "name": "Mood", "eval_type": "enum", "classify": [{ "value": "happy" }] },
          { "id": 5, "name": "None" }, { "id": 6, "name": "Elsewhere", "only_if": { "agent_says": "no" }, "rule": { "agent_says": "yes" } }, { "id": 48, "name": "Expected Outcome", "slug": "expected_outcome", "function_name": "get_expected_outcome" }],
        """;

    [Theory]
    [InlineData("[]", "", true)]
    [InlineData("[1, 3, 4]", "", true)]
    [InlineData("[1, 2]", "", false)]
    [InlineData("[]", Met, true)]
    [InlineData("[]", Met + "," + Unmet, false)]
    [InlineData("[1]", Met, true)]
    public async Task Without_rubric_outcome_and_binary_metrics_decide(string metrics, string outcomes, bool success) =>
        Assert.Equal(success, (await RunAsync(metrics, outcomes))["success"]!.GetValue<bool>());

    [Theory]
    [InlineData("""{ "metric": 1, "op": "gte", "value": 5 }""", true, "score gte 5")]
    [InlineData("""{ "metric": 2, "op": "eq", "value": 5 }""", false, "score eq 5")]
    [InlineData("""{ "metric": 3, "op": "lte", "value": 1.0 }""", true, "score lte 1.0")]
    [InlineData("""{ "metric": 3, "op": "in", "value": [2, 3] }""", false, "score in [2, 3]")]
    [InlineData("""{ "metric": 4, "field": "enum", "op": "in", "value": ["happy", "neutral"] }""", true, "enum in ['happy', 'neutral']")]
    [InlineData("""{ "metric": 4, "field": "value", "op": "gte", "value": 1 }""", false, "value gte 1")]
    public async Task With_rubric_its_rules_alone_decide(string rule, bool passed, string conditions)
    {
        var run = await RunAsync("[1, 2, 3, 4]", Unmet, rubric: rule);

        var entry = Assert.Single(run["rubric"]!.AsArray())!;
        Assert.Equal(
            (passed, passed, conditions),
            (run["success"]!.GetValue<bool>(), entry["passed"]!.GetValue<bool>(), entry["conditions"]!.ToString())
        );
    }

    [Fact]
    public async Task Rubric_skips_what_has_no_value()
    {
        var run = await RunAsync(
            "[3, 6]",
            Unmet,
            rubric: """{ "metric": 6, "op": "gte", "value": 5 }, { "metric": 1, "op": "gte", "value": 5 }, { "metric": 3, "op": "gte", "value": 1 }"""
        );

        Assert.Equal("3", Assert.Single(run["rubric"]!.AsArray())!["metric_id"]!.ToString());
        Assert.True(run["success"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("[6]", Met, true)]
    [InlineData("[6]", Unmet, false)]
    [InlineData("[2, 6]", Met, false)]
    public async Task A_rubric_of_which_nothing_is_left_judges_nothing(string metrics, string outcomes, bool success)
    {
        var run = await RunAsync(
            metrics,
            outcomes,
            rubric: """{ "metric": 6, "op": "gte", "value": 5 }, { "metric": 1, "op": "gte", "value": 5 }"""
        );

        Assert.Empty(run["rubric"]!.AsArray());
        Assert.Equal(success, run["success"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Rubric_joins_the_rules_of_a_metric()
    {
        var run = await RunAsync(
            "[3]",
            "",
            rubric: """{ "metric": 3, "op": "gte", "value": 1 }, { "metric": 3, "op": "lte", "value": 9 }"""
        );

        Assert.Equal(
            """{"metric_id":3,"metric_name":"Turns","value":1,"explanation":["turns: 1 turns."],"passed":true,"conditions":"score gte 1 and score lte 9","expected_conditions":{"operator":"and","conditions":[{"field":"score","op":"gte","value":1},{"field":"score","op":"lte","value":9}]}}""",
            Assert.Single(run["rubric"]!.AsArray())!.ToJsonString()
        );
    }

    [Fact]
    public async Task Outcome_lists_its_parts()
    {
        var run = await RunAsync("[48]", $"{Met}, {Unmet}");

        Assert.Equal(
            """{"score":0,"explanation":["✅ met","❌ unmet"],"outcome_alignments":[{"outcome":"The agent said: \"yes\"","prompt_part":"met","aligned":"yes"},{"outcome":"The agent never said anything that matches /no/.","prompt_part":"unmet","aligned":"no"}]}""",
            Plain(run["expected_outcome"]!)
        );
        var metric = run["evaluation"]!["metrics"]![0]!;
        Assert.Equal(
            ("0", "expected_outcome", "get_expected_outcome"),
            (metric["score"]!.ToString(), metric["vocera_defined_metric_code"]!.ToString(), metric["function_name"]!.ToString())
        );
        Assert.Null(run["rubric"]);
    }

    [Fact]
    public async Task Scenario_without_outcomes_has_none()
    {
        var run = await RunAsync("[]", "");

        Assert.Null(run["expected_outcome"]);
        Assert.Equal("", run["expected_outcome_prompt"]!.ToString());
    }

    [Fact]
    public async Task Unmet_critical_parts_become_critical_categories()
    {
        const string Named =
            """{ "text": "a", "critical": true, "category_id": 301, "category": "Privacy", "rule": { "agent_says": "no" } }""";
        const string Unnamed = """{ "text": "b", "critical": true, "rule": { "agent_says": "no" } }""";
        const string Fine = """{ "text": "c", "critical": true, "rule": { "agent_says": "yes" } }""";

        var run = await RunAsync("[]", $"{Named}, {Unnamed}, {Fine}, {Unmet}");

        Assert.Equal(
            """[{"category_id":301,"category":"Privacy","deviation":1,"wrongly_marked":false,"feedback":"","priority":"critical"},{"category_id":102,"category":"b","deviation":1,"wrongly_marked":false,"feedback":"","priority":"critical"}]""",
            run["critical_categories"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task Part_is_blocked_when_its_condition_never_fired()
    {
        var fired = new HashSet<int>();
        var player = new FakePlayer((_, _, _) => Task.FromResult(FakePlayer.Talk(Turn.Agent("yes")) with { FiredConditions = fired }));
        await using var bench = new EmulatorBench(
            """
            { "agents": [{ "id": 1, "websocket_url": "ws://x/" }],
              "metrics": [{ "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" }],
              "scenarios": [{ "id": 1, "name": "a", "metrics": [48],
                "conditional_actions": { "role": "r", "conditions": [{ "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true }] },
                "outcomes": [{ "text": "t", "needs_condition": 0, "critical": true, "rule": { "agent_says": "no" } }] }] }
            """,
            player
        );

        var blocked = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
        Assert.Equal(
            ("50", "blocked", false),
            (blocked["expected_outcome"]!["score"]!.ToString(), Aligned(blocked), blocked["success"]!.GetValue<bool>())
        );
        Assert.Equal("🟡 t", blocked["expected_outcome"]!["explanation"]![0]!.ToString());
        Assert.Null(blocked["evaluation"]!["metrics"]![0]!["score"]);
        Assert.Empty(blocked["critical_categories"]!.AsArray());

        fired.Add(0);
        var judged = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
        Assert.Equal(("0", "no"), (judged["expected_outcome"]!["score"]!.ToString(), Aligned(judged)));
    }

    [Fact]
    public async Task Replay_may_say_its_own_verdict()
    {
        await using var bench = new EmulatorBench(
            Seeds.Replay(
                """
                { "success": false, "expected_outcome": { "score": 100 }, "metrics": [{ "id": 9, "name": "x", "type": "binary", "score": 5 }] }
                """
            )
        );

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;

        Assert.Equal(("failure", """{"score":100}"""), (run["evaluation_status"]!.ToString(), run["expected_outcome"]!.ToJsonString()));
        Assert.Equal("""[{"id":9,"name":"x","type":"binary","score":5}]""", run["evaluation"]!["metrics"]!.ToJsonString());
        Assert.Equal(EndedReason.AgentEndedCall, run["metadata"]!["ended_reason"]!.ToString());
    }

    private static string Aligned(JsonNode run) => run["expected_outcome"]!["outcome_alignments"]![0]!["aligned"]!.ToString();

    private static string Plain(JsonNode node) =>
        node.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static async Task<JsonNode> RunAsync(string metrics, string outcomes, string rubric = "")
    {
        await using var bench = new EmulatorBench(
            Seeds.Replay(Says, $"\"metrics\": {metrics}, \"outcomes\": [{outcomes}],", $"{Metrics} \"rubric\": [{rubric}],")
        );
        return Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
    }
}

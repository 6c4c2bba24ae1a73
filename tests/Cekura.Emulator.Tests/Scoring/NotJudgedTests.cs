using System.Text;
using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Scoring;

/// <summary>What was to be judged and has no rule is said, and is no success.</summary>
public sealed class NotJudgedTests
{
    private const string Says = """{ "turns": [{ "role": "Main Agent", "content": "Goodbye" }] }""";
    private const string Goodbye = """{ "text": "Says goodbye", "rule": { "agent_says": "Goodbye" } }""";
    private const string Fails = """{ "text": "Says hello", "rule": { "agent_says": "Hello" } }""";

    [Theory]
    [InlineData("\"expected_outcome_prompt\": \"The slot is read back.\",", "\"The slot is read back.\"")]
    [InlineData(
        "\"expected_outcome_prompt\": \"- Says goodbye\\n- Reads the slot back.\", \"outcomes\": [" + Goodbye + "],",
        "\"- Reads the slot back.\""
    )]
    [InlineData("\"expected_outcome_prompt\": \"One\\nTwo\\nThree\",", "\"One\", \"Two\" and 1 more")]
    [InlineData("\"metrics\": [5],", "metric 5 \"Polite\"")]
    [InlineData("\"metrics\": [7], \"outcomes\": [" + Goodbye + "],", "metric 7 \"Mood\"")]
    public async Task A_line_without_a_rule_is_named(string scenario, string lines)
    {
        var run = await RunAsync(scenario);

        Assert.Equal($"Not judged: the emulator has no rule and no judge for {lines}.", run["error_message"]!.ToString());
        Assert.Equal(
            ("completed", false, "V29"),
            (run["status"]!.ToString(), run["success"]!.GetValue<bool>(), run["metadata"]!["emulator_verdict"]!["rule"]!.ToString())
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"expected_outcome_prompt\": \" \\n \",")]
    [InlineData("\"expected_outcome_prompt\": \"A friendly end.\", \"outcomes\": [" + Goodbye + "],")]
    [InlineData("\"expected_outcome_prompt\": \"A friendly\\nend.\", \"outcomes\": [" + Goodbye + "],")]
    [InlineData("\"expected_outcome_prompt\": \"* says goodbye.\", \"outcomes\": [" + Goodbye + "],")]
    [InlineData("\"metrics\": [48, 6, 8], \"outcomes\": [" + Goodbye + "],")]
    public async Task What_has_its_rules_is_judged(string scenario)
    {
        var run = await RunAsync(scenario);

        Assert.Equal((true, ""), (run["success"]!.GetValue<bool>(), run["error_message"]!.ToString()));
    }

    [Fact]
    public async Task What_failed_has_failed_whatever_else_was_not_judged()
    {
        var run = await RunAsync($"\"metrics\": [5], \"outcomes\": [{Fails}],");

        Assert.Equal((false, ""), (run["success"]!.GetValue<bool>(), run["error_message"]!.ToString()));
    }

    [Fact]
    public async Task A_part_that_could_not_be_judged_is_no_reason_to_overlook_another()
    {
        var player = new FakePlayer((_, _, _) => Task.FromResult(FakePlayer.Talk(Turn.Caller("Hi"), Turn.Agent("Goodbye"))));
        await using var bench = new EmulatorBench(
            """
            { "agents": [{ "id": 1, "websocket_url": "ws://x/" }], "metrics": [{ "id": 5, "name": "Polite" }],
              "scenarios": [{ "id": 1, "name": "a", "metrics": [5],
                "conditional_actions": { "role": "r", "conditions": [{ "id": 0, "condition": "FIRST_MESSAGE", "action": "", "type": "standard", "fixed_message": true }, { "id": 1, "condition": "/x/", "action": "y", "type": "standard", "fixed_message": true }] },
                "outcomes": [{ "text": "t", "needs_condition": 1, "rule": { "agent_says": "no" } }] }] }
            """,
            player
        );

        Assert.Equal(
            "V29",
            Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!["metadata"]!["emulator_verdict"]!["rule"]!.ToString()
        );
    }

    [Theory]
    [InlineData("\"expected_outcome_prompt\": \"x\",", "\"success\": true")]
    [InlineData("\"expected_outcome_prompt\": \"x\",", "\"expected_outcome\": { \"score\": 100 }")]
    [InlineData("\"metrics\": [5],", "\"metrics\": []")]
    public async Task A_canned_judgement_is_one(string scenario, string replay)
    {
        var run = await RunAsync(scenario, replay);

        Assert.Equal((true, ""), (run["success"]!.GetValue<bool>(), run["error_message"]!.ToString()));
    }

    [Fact]
    public async Task Rules_of_a_new_seed_judge_the_same_conversation()
    {
        await using var bench = new EmulatorBench(Seeds.Replay(Says, "\"expected_outcome_prompt\": \"Says goodbye\","));
        var id = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!["id"];
        bench.Emulator.Reload(
            EmulatorSeed.Parse(
                Encoding.UTF8.GetBytes(Seeds.Replay(Says, $"\"expected_outcome_prompt\": \"Says goodbye\", \"outcomes\": [{Goodbye}],")),
                "seed.json"
            )
        );

        var (status, body) = await bench.SendAsync(HttpMethod.Post, $"runs/{id}/run_expected_outcome/", "{}");

        Assert.True(status == 200, body);
        var run = await bench.GetAsync($"runs/{id}/");
        Assert.Equal((true, ""), (run["success"]!.GetValue<bool>(), run["error_message"]!.ToString()));
        Assert.Null(run["metadata"]!["emulator_verdict"]);
    }

    [Fact]
    public async Task A_test_case_of_a_suite_needs_the_rules_of_the_seed()
    {
        const string Entry = """
            { "name": "Nameless", "type": "conditional_actions", "language": "en", "expected_outcome": "The agent confirms the refund.", "conditional_actions": { "role": "r", "conditions": [
              { "id": 0, "condition": "FIRST_MESSAGE", "action": "Hi", "type": "standard", "fixed_message": true } ] } }
            """;
        await using var bench = new EmulatorBench(Suites.SuiteSeeds.Clinic, new FakePlayer(Turn.Agent("Hello")));

        var run = Assert.Single(
            await bench.RunAsync("run_scenarios_json", Suites.SuiteSeeds.Request(Entry, request: """ "channel": "text", """))
        )!;

        Assert.Equal(
            "Not judged: the emulator has no rule and no judge for \"The agent confirms the refund.\".",
            run["error_message"]!.ToString()
        );
        Assert.False(run["success"]!.GetValue<bool>());
    }

    private static async Task<JsonNode> RunAsync(string scenario, string replay = "")
    {
        await using var bench = new EmulatorBench(
            Seeds.Replay(
                Says.Replace("}] }", $"}}], {replay} }}", StringComparison.Ordinal),
                scenario,
                """
                "metrics": [{ "id": 5, "name": "Polite" }, { "id": 6, "name": "Bye", "rule": { "agent_says": "Goodbye" } }, { "id": 7, "name": "Mood", "eval_type": "enum" },
                  { "id": 8, "name": "Turns", "eval_type": "numeric", "measure": "turns" }, { "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" }],
                """
            )
        );
        return Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;
    }
}

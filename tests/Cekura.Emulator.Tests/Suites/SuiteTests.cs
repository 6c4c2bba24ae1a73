using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Suites;

/// <summary>Suites that are planned and played.</summary>
public sealed class SuiteTests
{
    private const string Script = """
        "type": "conditional_actions", "language": "en", "conditional_actions": { "role": "A patient", "conditions": [
          { "id": 0, "condition": "FIRST_MESSAGE", "action": "This is {{test_profile.who}}.", "type": "standard", "fixed_message": true },
          { "id": 1, "condition": "/hello/i", "action": "Goodbye. <endcall />", "type": "standard", "fixed_message": true } ] }
        """;

    [Fact]
    public async Task A_dry_run_shows_its_plan_and_starts_nothing()
    {
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic);
        var request = SuiteSeeds.Request(
            """
            { "key": "ref", "name": "Refund", "instructions": "x", "personality": 3, "test_profile": { "agent_variables": { "a": 1 } }, "metrics": ["says_hello"], "frequency": 3 },
            { "name": "Move \"now\"", "instructions": "x", "personality": { "base": 7, "speed": 1.1 }, "test_profile": 20, "tags": ["own"] },
            { "name": "Own", "instructions": "x", "personality": { "name": "Ann", "prompt": "p", "language": "en", "voice_model": "sonic-3.5", "voice_id": "v", "background_noise": "off" } },
            { "name": "Bare", "instructions": "x" }
            """,
            """ "suite": { "name": "Checkout" }, "defaults": { "metrics": [48], "tags": ["all"], "frequency": 2 }, """,
            """ "frequency": 2, """);

        var (status, body) = await bench.SendAsync(HttpMethod.Post, "scenarios/run_scenarios_json/?dry_run=true", request);

        Assert.True(status == 200, body);
        Assert.Equal((200, body), await bench.TryStartAsync("validate_scenarios_json", request));
        var plan = JsonNode.Parse(body)!["plan"]!;
        Assert.Equal(
            """{"agent_id":12,"project_id":742,"channel":"voice","suite_name":"Checkout","scenario_count":4,"total_runs":18,"estimated_cost":6.30}""",
            new JsonObject(plan.AsObject().Where(field => field.Key != "scenarios").Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))).ToJsonString());
        Assert.Equal(
            """{"key":"ref","name":"Refund","type":"instruction","frequency":6,"metric_ids":[48,55],"tags":["all"],"personality":{"mode":"existing","id":3,"name":"Normal Male"},"test_profile":{"mode":"inline","sections":["main_agent_variables"]}}""",
            plan["scenarios"]![0]!.ToJsonString());
        Assert.Equal(
            ["""move_now 4 ["own"] {"mode":"override","id":7,"name":"In a hurry"} {"mode":"existing","sections":["main_agent_variables","testing_agent_variables"]}""",
             """own 4 ["all"] {"mode":"inline","id":null,"name":"Ann"} {"mode":"project_default","sections":[]}""",
             """bare 4 ["all"] {"mode":"project_default","id":null,"name":null} {"mode":"project_default","sections":[]}"""],
            plan["scenarios"]!.AsArray().Skip(1).Select(entry =>
                $"{entry!["key"]} {entry["frequency"]} {entry["tags"]!.ToJsonString()} {entry["personality"]!.ToJsonString()} {entry["test_profile"]!.ToJsonString()}"));
        Assert.Equal("0", (await bench.GetAsync("runs/"))["count"]!.ToString());
    }

    [Fact]
    public async Task Plays_temporary_scenarios_over_a_real_socket_and_scores_them()
    {
        await using var agent = await AgentServer.StartAsync(said => said.StartsWith("This is", StringComparison.Ordinal) ? [$$"""{"content":"Hello, {{said[8..]}}"}"""] : []);
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic.Replace("ws://127.0.0.1:1/chat", agent.Url.ToString(), StringComparison.Ordinal));

        var runs = await bench.RunAsync("run_scenarios_json", SuiteSeeds.Request(
            $$"""
            { "name": "Book", {{Script}}, "expected_outcome": "The agent greets", "metrics": ["expected_outcome", "says_hello"], "frequency": 2,
              "personality": { "base": 7, "name": "Faster", "end_call_enabled": true }, "test_profile": { "caller_variables": { "who": "Ann" }, "agent_variables": { "X-Tier": 1 } } },
            { "name": "Nameless", {{Script}}, "expected_outcome": "The agent greets", "metrics": ["expected_outcome"], "test_profile": 21 }
            """,
            request: """ "channel": "text", "name": "Smoke", """));

        Assert.Equal(["Book", "Book", "Nameless"], runs.Select(run => run!["scenario_name"]!.ToString()));
        Assert.Equal(["completed", "completed", "completed"], runs.Select(run => run!["status"]!.ToString()));
        Assert.True(runs[0]!["scenario"]!.GetValue<long>() > 201);
        Assert.Equal(runs[0]!["scenario"]!.ToString(), runs[1]!["scenario"]!.ToString());
        Assert.NotEqual(runs[0]!["scenario"]!.ToString(), runs[2]!["scenario"]!.ToString());
        Assert.Equal(("Smoke", "Faster", "Text"), (runs[0]!["result_name"]!.ToString(), runs[0]!["personality_name"]!.ToString(), runs[0]!["run_type"]!.ToString()));
        Assert.Equal("This is Ann.", runs[0]!["transcript_object"]![0]!["content"]!.ToString());
        Assert.Equal("The agent greets", runs[2]!["expected_outcome_prompt"]!.ToString());
        Assert.Equal("100", runs[0]!["expected_outcome"]!["score"]!.ToString());
        Assert.Null(runs[2]!["expected_outcome"]);
        Assert.Equal(["5", "5"], runs[0]!["evaluation"]!["metrics"]!.AsArray().Select(metric => metric!["score"]!.ToString()));
        Assert.True(runs[0]!["success"]!.GetValue<bool>());
        Assert.Equal(404, (await bench.SendAsync(HttpMethod.Get, $"scenarios/{runs[0]!["scenario"]}/")).Status);
    }

    [Theory]
    [InlineData("Canned", "completed")]
    [InlineData("Other", "failed")]
    public async Task Takes_the_replay_of_the_scenario_with_its_name(string name, string status)
    {
        await using var bench = new EmulatorBench(
            Seeds.Replay("""{ "turns": [{ "role": "Main Agent", "content": "Hi" }] }""").Replace("{ \"id\": 1 }", "{ \"id\": 1, \"websocket_url\": \"ws://127.0.0.1:1/\" }", StringComparison.Ordinal));

        var run = Assert.Single(await bench.RunAsync(
            "run_scenarios_json", $$"""{ "agent_id": 1, "spec": { "version": "1", "scenarios": [{ "name": "{{name}}", "instructions": "You are Ann." }] } }"""))!;

        Assert.Equal((status, "Voice", false), (run["status"]!.ToString(), run["run_type"]!.ToString(), run["run_as_text"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Gives_every_suite_ids_of_its_own()
    {
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic, new FakePlayer());
        var request = SuiteSeeds.Request($$"""{ "name": "A", {{Script}} }""");

        var first = await bench.StartAsync("run_scenarios_json", request);
        var second = await bench.StartAsync("run_scenarios_json", request);

        Assert.NotEqual(first["runs"]![0]!["scenario"]!.ToString(), second["runs"]![0]!["scenario"]!.ToString());
    }

    [Fact]
    public async Task Has_no_copy_of_the_schema_and_says_so()
    {
        await using var bench = new EmulatorBench(SuiteSeeds.Clinic);

        var (status, body) = await bench.SendAsync(HttpMethod.Get, "scenarios/json_schema/?version=1");

        Assert.Equal(501, status);
        Assert.Contains("https://docs.cekura.ai/schemas/test-suite/v1.json", body, StringComparison.Ordinal);
    }
}

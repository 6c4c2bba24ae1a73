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
            { "name": "Bare", "instructions": "x", "metrics": [] }
            """,
            """ "suite": { "name": "Checkout" }, "defaults": { "metrics": [48], "tags": ["all"], "frequency": 2 }, """,
            """ "frequency": 2, """
        );

        var (status, body) = await bench.SendAsync(HttpMethod.Post, "scenarios/run_scenarios_json/?dry_run=true", request);

        Assert.True(status == 200, body);
        Assert.Equal((200, body), await bench.TryStartAsync("validate_scenarios_json", request));
        var plan = JsonNode.Parse(body)!["plan"]!;
        Assert.Equal(
            """{"agent_id":12,"project_id":742,"channel":"voice","suite_name":"Checkout","scenario_count":4,"total_runs":18,"estimated_cost":6.30,"run_overrides":{"frequency":2}}""",
            new JsonObject(
                plan.AsObject()
                    .Where(field => field.Key != "scenarios")
                    .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))
            ).ToJsonString()
        );
        Assert.Equal(
            """{"key":"ref","name":"Refund","type":"instruction","frequency":6,"metric_ids":[55],"tags":["all"],"personality":{"mode":"existing","id":3,"name":"Normal Male"},"test_profile":{"mode":"inline","sections":["main_agent_variables"]}}""",
            plan["scenarios"]![0]!.ToJsonString()
        );
        Assert.Equal(
            [
                """move_now 4 [48] ["own"] {"mode":"override","id":7,"name":"In a hurry"} {"mode":"existing","sections":["main_agent_variables","testing_agent_variables"]}""",
                """own 4 [48] ["all"] {"mode":"inline","id":null,"name":"Ann"} {"mode":"project_default","sections":[]}""",
                """bare 4 [] ["all"] {"mode":"project_default","id":null,"name":null} {"mode":"project_default","sections":[]}""",
            ],
            plan["scenarios"]!
                .AsArray()
                .Skip(1)
                .Select(entry =>
                    $"{entry!["key"]} {entry["frequency"]} {entry["metric_ids"]!.ToJsonString()} {entry["tags"]!.ToJsonString()} {entry["personality"]!.ToJsonString()} {entry["test_profile"]!.ToJsonString()}"
                )
        );
        Assert.Equal("0", (await bench.GetAsync("runs/"))["count"]!.ToString());
    }

    [Fact]
    public async Task Plays_temporary_scenarios_over_a_real_socket_and_scores_them()
    {
        await using var agent = await AgentServer.StartAsync(said =>
            said.StartsWith("This is", StringComparison.Ordinal) ? [$$"""{"content":"Hello, {{said[8..]}}"}"""] : []
        );
        await using var bench = new EmulatorBench(
            SuiteSeeds.Clinic.Replace("ws://127.0.0.1:1/chat", agent.Url.ToString(), StringComparison.Ordinal)
        );

        var runs = await bench.RunAsync(
            "run_scenarios_json",
            SuiteSeeds.Request(
                $$"""
                { "name": "Book", {{Script}}, "expected_outcome": "The agent greets", "metrics": ["expected_outcome", "says_hello"], "frequency": 2,
                  "personality": { "base": 7, "name": "Faster", "end_call_enabled": true }, "test_profile": { "caller_variables": { "who": "Ann" }, "agent_variables": { "X-Tier": 1 } } },
                { "name": "Nameless", {{Script}}, "expected_outcome": "The agent greets", "metrics": ["expected_outcome"], "test_profile": 21 }
                """,
                request: """ "channel": "text", "name": "Smoke", """
            )
        );

        Assert.Equal(["Book", "Book", "Nameless"], runs.Select(run => run!["scenario_name"]!.ToString()));
        Assert.Equal(["completed", "completed", "completed"], runs.Select(run => run!["status"]!.ToString()));
        Assert.True(runs[0]!["scenario"]!.GetValue<long>() > 201);
        Assert.Equal(runs[0]!["scenario"]!.ToString(), runs[1]!["scenario"]!.ToString());
        Assert.NotEqual(runs[0]!["scenario"]!.ToString(), runs[2]!["scenario"]!.ToString());
        Assert.Equal(
            ("Smoke", "Faster", "Text"),
            (runs[0]!["result_name"]!.ToString(), runs[0]!["personality_name"]!.ToString(), runs[0]!["run_type"]!.ToString())
        );
        Assert.Equal("This is Ann.", runs[0]!["transcript_object"]![0]!["content"]!.ToString());
        Assert.Equal("The agent greets", runs[2]!["expected_outcome_prompt"]!.ToString());
        Assert.Equal("100", runs[0]!["expected_outcome"]!["score"]!.ToString());
        Assert.Null(runs[2]!["expected_outcome"]);
        Assert.Equal(["5", "5"], runs[0]!["evaluation"]!["metrics"]!.AsArray().Select(metric => metric!["score"]!.ToString()));
        Assert.True(runs[0]!["success"]!.GetValue<bool>());
        Assert.Equal(404, (await bench.SendAsync(HttpMethod.Get, $"scenarios/{runs[0]!["scenario"]}/")).Status);
    }

    [Fact]
    public async Task Repeats_what_the_request_says_about_its_runs()
    {
        await using var bench = new EmulatorBench(
            SuiteSeeds.Clinic.Replace("\"id\": 12,", "\"id\": 12, \"inbound\": false,", StringComparison.Ordinal),
            new FakePlayer()
        );
        var request = SuiteSeeds.Request(
            $$"""{ "name": "A", {{Script}}, "phone_number": "+17776666333" }, { "name": "B", {{Script}} }, { "name": "C", {{Script}} }""",
            request: """ "channel": "voice", "frequency": "1", "concurrency_limit": 3, "agent_number": "+14155550100", "mode": "different_numbers", "mock_tool_names": [], """
        );

        var (_, planned) = await bench.SendAsync(HttpMethod.Post, "scenarios/run_scenarios_json/?dry_run=true", request);
        var started = await bench.StartAsync("run_scenarios_json", request);

        const string Overrides =
            """{"frequency":1,"concurrency_limit":3,"agent_number":"+14155550100","mode":"different_numbers","mock_tool_names":[]}""";
        AssertSame(Overrides, JsonNode.Parse(planned)!["plan"]!["run_overrides"]);
        Assert.Equal(
            ["+17776666333", "+15550100001", "+15550100002"],
            started["runs"]!.AsArray().Select(run => run!["number"]!.ToString())
        );
        Assert.Equal("+14155550100", (await bench.GetAsync($"runs/{started["runs"]![0]!["id"]}/"))["agent_number"]!.ToString());
        AssertSame($$"""{"channel":"voice",{{Overrides[1..]}}""", (await bench.GetAsync($"results/{started["id"]}/"))["run_settings"]);

        static void AssertSame(string expected, JsonNode? found) =>
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), found), found?.ToJsonString());
    }

    [Theory]
    [InlineData("", "defaults", "+12", "+12")]
    [InlineData(""" "outbound_phone_number": "+13", """, "defaults", "+12", "+13")]
    public async Task The_number_of_the_request_stands_above_that_of_the_suite(string fields, string where, string number, string expected)
    {
        await using var bench = new EmulatorBench(
            SuiteSeeds.Clinic.Replace("\"id\": 12,", "\"id\": 12, \"inbound\": false,", StringComparison.Ordinal),
            new FakePlayer()
        );

        var started = await bench.StartAsync(
            "run_scenarios_json",
            SuiteSeeds.Request($$"""{ "name": "A", {{Script}} }""", $$""" "{{where}}": { "phone_number": "{{number}}" }, """, fields)
        );

        Assert.Equal(expected, started["runs"]![0]!["number"]!.ToString());
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData(""" "chirp_data": { "websocket_url": "wss://agent.example.com/pcm" }, """, 200)]
    public async Task Starts_by_chirp_where_the_agent_or_the_request_has_an_address(string fields, int expected)
    {
        await using var bench = new EmulatorBench(
            SuiteSeeds.Clinic.Replace("\"id\": 12,", "\"id\": 12, \"websocket_voice_url\": null,", StringComparison.Ordinal),
            new FakePlayer()
        );

        var (status, body) = await bench.TryStartAsync(
            "run_scenarios_json",
            SuiteSeeds.Request($$"""{ "name": "A", {{Script}} }""", request: $""" "channel": "chirp", {fields} """)
        );

        Assert.True(status == expected, body);
        if (expected == 200)
        {
            var result = await bench.GetAsync($"results/{JsonNode.Parse(body)!["id"]}/");
            Assert.Equal(
                ("Chirp", "wss://agent.example.com/pcm"),
                (result["run_type"]!.ToString(), result["run_settings"]!["chirp_data"]!["websocket_url"]!.ToString())
            );
        }
    }

    [Theory]
    [InlineData("Canned", "completed")]
    [InlineData("Other", "failed")]
    public async Task Takes_the_replay_of_the_scenario_with_its_name(string name, string status)
    {
        await using var bench = new EmulatorBench(
            Seeds
                .Replay("""{ "turns": [{ "role": "Main Agent", "content": "Hi" }] }""")
                .Replace("{ \"id\": 1 }", "{ \"id\": 1, \"websocket_url\": \"ws://127.0.0.1:1/\" }", StringComparison.Ordinal)
        );

        var run = Assert.Single(
            await bench.RunAsync(
                "run_scenarios_json",
                $$"""{ "agent_id": 1, "spec": { "version": "1", "scenarios": [{ "name": "{{name}}", "instructions": "You are Ann." }] } }"""
            )
        )!;

        Assert.Equal(
            (status, "Voice", false),
            (run["status"]!.ToString(), run["run_type"]!.ToString(), run["run_as_text"]!.GetValue<bool>())
        );
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

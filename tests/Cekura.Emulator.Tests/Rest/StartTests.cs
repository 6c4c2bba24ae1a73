using System.Text.Json.Nodes;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Script;
using Cekura.Emulator.Tests.Bench;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Tests.Rest;

public sealed class StartTests
{
    [Theory]
    [InlineData("{}", "{\"scenarios\":[\"Provide scenarios, tags or both, or folder_path alone.\"]}")]
    [InlineData(
        "{\"folder_path\":\"Booking\",\"project_id\":742,\"tags\":[\"smoke\"]}",
        "{\"scenarios\":[\"Provide scenarios, tags or both, or folder_path alone.\"]}"
    )]
    [InlineData("{\"folder_path\":\"Booking\"}", "{\"project_id\":[\"This field is required with folder_path.\"]}")]
    [InlineData("{\"scenarios\":[999]}", "{\"scenarios\":[\"Invalid scenario IDs or scenarios not found\"]}")]
    [InlineData("{\"scenarios\":[]}", "{\"scenarios\":[\"Invalid scenario IDs or scenarios not found\"]}")]
    [InlineData("{\"scenarios\":[201],\"agent_id\":12}", "{\"scenarios\":[\"Invalid scenario IDs or scenarios not found\"]}")]
    [InlineData("{\"tags\":[\"none\"]}", "{\"scenarios\":[\"Invalid scenario IDs or scenarios not found\"]}")]
    [InlineData("{\"scenarios\":\"all\"}", "{\"scenarios\":[\"Expected a list of items.\"]}")]
    [InlineData("{\"scenarios\":[101],\"agent_id\":99}", "{\"agent_id\":[\"Invalid pk \\\"99\\\" - object does not exist.\"]}")]
    [InlineData("{\"scenarios\":[101,201]}", "{\"agent_id\":[\"This field is required when the scenarios belong to several agents.\"]}")]
    [InlineData("{\"scenarios\":[101],\"project_id\":5}", "{\"project_id\":[\"Invalid pk \\\"5\\\" - object does not exist.\"]}")]
    [InlineData("{\"scenarios\":[101],\"frequency\":0}", "{\"frequency\":[\"Ensure this value is greater than or equal to 1.\"]}")]
    [InlineData("{\"scenarios\":[101],\"frequency\":\"two\"}", "{\"frequency\":[\"A valid integer is required.\"]}")]
    [InlineData("{\"scenarios\":[101],\"frequency\":999999999999}", "[\"The emulator starts at most 10000 runs with one request.\"]")]
    [InlineData(
        "{\"scenarios\":[101],\"concurrency_limit\":0}",
        "{\"concurrency_limit\":[\"Ensure this value is greater than or equal to 1.\"]}"
    )]
    [InlineData("{\"scenarios\":[101],\"personality_ids\":[9]}", "[\"Invalid personalities provided.\"]")]
    [InlineData("{\"scenarios\":[101],\"personality_ids\":[4]}", "[\"Invalid personalities provided.\"]")]
    [InlineData(
        "{\"scenarios\":[101],\"test_profile_ids\":[4]}",
        "{\"test_profile_ids\":[\"Invalid pk \\\"4\\\" - object does not exist.\"]}"
    )]
    [InlineData(
        "{\"scenarios\":[101],\"websocket_url\":\"http://x/\"}",
        "{\"websocket_url\":[\"Enter a valid URL that starts with ws:// or wss://.\"]}"
    )]
    [InlineData("{\"scenarios\":[101],\"websocket_headers\":{\"a\":1}}", "{\"websocket_headers\":[\"Not a valid string.\"]}")]
    [InlineData("{\"scenarios\":[201]}", "[\"Agent does not have a websocket URL\"]")]
    [InlineData("[]", "{\"non_field_errors\":[\"Invalid data. Expected a dictionary.\"]}")]
    public async Task Refuses_what_the_service_refuses(string body, string answer)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        Assert.Equal((400, answer), await bench.TryStartAsync(body));
        Assert.Equal("0", (await bench.GetAsync("runs/"))["count"]!.ToString());
    }

    [Fact]
    public async Task Refuses_what_is_not_JSON()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var (status, body) = await bench.TryStartAsync("{");

        Assert.Equal(400, status);
        Assert.StartsWith("JSON parse error", JsonNode.Parse(body)!["detail"]!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"tags\":[\"smoke\"]}", "101 102")]
    [InlineData("{\"folder_path\":\"Booking.Happy\",\"project_id\":742}", "101")]
    [InlineData("{\"scenarios\":[102,101]}", "102 101")]
    [InlineData("{\"scenarios\":[\"102\",\" 101 \"],\"agent_id\":\"12\",\"frequency\":\"1\"}", "102 101")]
    [InlineData("{\"scenarios\":[103,102],\"tags\":[\"smoke\"]}", "103 102 101")]
    [InlineData("{\"scenarios\":[103],\"tags\":[\"nobody\"]}", "103")]
    public async Task Selects_scenarios(string body, string expected)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var started = await bench.StartAsync(body);

        Assert.Equal(expected, string.Join(' ', started["runs"]!.AsArray().Select(run => run!["scenario"]!.ToString())));
    }

    [Fact]
    public async Task Multiplies_scenarios_personalities_profiles_and_repetitions_in_that_order()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var runs = await bench.RunAsync(
            """{ "scenarios": [101, 102], "personality_ids": [3, 7], "test_profile_ids": [20, 21], "frequency": 2 }"""
        );

        Assert.Equal(16, runs.Count);
        Assert.Equal(
            ["101 3 20", "101 3 20", "101 3 21", "101 3 21", "101 7 20"],
            runs.Take(5).Select(run => $"{run!["scenario"]} {run["personality"]} {run["test_profile_data"]!["id"]}")
        );
    }

    [Fact]
    public async Task Answers_with_pending_runs_and_remembers_its_settings()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var started = await bench.StartAsync("""{ "scenarios": ["101"], "name": "Nightly", "frequency": 2, "concurrency_limit": "1" }""");

        Assert.Equal("Nightly", started["name"]!.ToString());
        Assert.All(started["runs"]!.AsArray(), run => Assert.Equal("pending", run!["status"]!.ToString()));
        var result = await bench.GetAsync($"results/{started["id"]}/");
        Assert.Equal("""{"frequency":2,"concurrency_limit":1}""", Sorted(result["run_settings"]!));
    }

    [Fact]
    public async Task Tells_the_player_about_caller_limits_and_headers()
    {
        var player = new FakePlayer();
        await using var bench = new EmulatorBench(Seeds.Clinic, player);

        await bench.RunAsync(
            """{ "scenarios": [101], "personality_ids": [7], "websocket_headers": { "X-Env": "request", "x-vocera-result-id": "0" } }"""
        );

        var request = Assert.Single(player.Requests);
        Assert.Equal((CallerStyle.Terse, TimeSpan.FromSeconds(4), 1), (request.Style, request.IdleTimeout, request.IdleMessages));
        Assert.Equal(TimeSpan.FromSeconds(120), request.MaxDuration);
        Assert.True(request.HasEndCallTool);
        Assert.False(request.EndCallEnabled);
        Assert.Equal("Maria", request.TestProfile!["testing_agent_variables"]!["name"]!.ToString());
        Assert.Equal(
            ["X-Env=request", "X-Kept=agent", "X-Tier=5", "X-VOCERA-RESULT-ID=1001", "X-VOCERA-RUN-ID=5001", "X-VOCERA-SCENARIO-ID=101"],
            request.Headers.Select(header => $"{header.Key}={header.Value}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Sends_values_of_a_flat_profile_as_headers_and_connects_where_the_request_says()
    {
        var player = new FakePlayer();
        await using var bench = new EmulatorBench(Seeds.Clinic, player);

        await bench.RunAsync("""{ "scenarios": [201], "test_profile_ids": [21], "websocket_url": "ws://other/chat" }""");

        var request = Assert.Single(player.Requests);
        Assert.Equal("yes", request.Headers["X-Flat"]);
        Assert.Equal(new Uri("ws://other/chat"), request.Url);
    }

    [Fact]
    public async Task Fails_a_run_whose_caller_needs_a_language_model()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [103] }"""))!;

        Assert.Equal("failed", run["status"]!.ToString());
        Assert.Contains("needs a language model", run["error_message"]!.ToString(), StringComparison.Ordinal);
        Assert.False(run["success"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Says_why_a_conversation_failed()
    {
        await using var bench = new EmulatorBench(
            Seeds.Clinic,
            new FakePlayer(
                (_, _, _) =>
                    Task.FromResult(
                        new ConversationRecord
                        {
                            End = ConversationEnd.Failed,
                            ErrorMessage = "Nothing listens.",
                            EndedReason = EndedReason.NotConnected,
                        }
                    )
            )
        );

        var run = Assert.Single(await bench.RunAsync("""{ "scenarios": [101] }"""))!;

        Assert.Equal(
            ("failed", "Nothing listens.", "failure"),
            (run["status"]!.ToString(), run["error_message"]!.ToString(), run["evaluation_status"]!.ToString())
        );
        Assert.Equal("""{"ended_reason":"main-agent-call-not-connected","emulated":true}""", run["metadata"]!.ToJsonString());
        Assert.Equal("{}", run["expected_outcome"]!.ToJsonString());
    }

    private static string Sorted(JsonNode node) =>
        new JsonObject(
            node.AsObject()
                .OrderByDescending(property => property.Key, StringComparer.Ordinal)
                .Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()))
        ).ToJsonString();
}

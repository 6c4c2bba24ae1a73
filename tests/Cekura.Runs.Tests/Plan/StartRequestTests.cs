using System.Text;
using System.Text.Json.Nodes;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Settings;
using Cekura.Runs.Plan;
using Cekura.Runs.Starts;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Plan;

/// <summary>What a manifest makes of each mode's start request, as it leaves the client.</summary>
public sealed class StartRequestTests
{
    private const string Common = """
        "assistant_id": "asst_1", "project_id": 1376, "agent_number": "+14155551234", "outbound_phone_number": "+14155550000",
        "concurrency_limit": 4, "mock_tool_names": ["lookup"]
        """;

    /// <summary>Mode, its operation, its options, and the request's fields beside scenarios, frequency and callers.</summary>
    public static TheoryData<string, string, string, string> Modes { get; } =
        new()
        {
            { "text", "run_scenarios_text", $$"""{{Common}}, "websocket_url": "ws://a/", "websocket_headers": { "X-Try": "1" }""", "" },
            { "voice", "run_scenarios", $$"""{{Common}}, "mode": "different_numbers" """, "" },
            { "chirp", "run_scenarios_chirp", $$"""{{Common}}, "mode": "same_number", "websocket_url": "wss://a/" """, "" },
            { "sip", "run_scenarios_sip", $$"""{{Common}}, "mode": "same_number", "sip_endpoint": "sip:a@b:5060" """, "" },
            {
                "elevenlabs",
                "run_scenarios_elevenlabs",
                $$"""{{Common}}, "elevenlabs_agent_id": "e1", "elevenlabs_data": { "elevenlabs_base_url_override": "https://eu" }""",
                ""
            },
            { "agora", "run_scenarios_agora", $$"""{{Common}}, "mode": "same_number" """, "" },
            {
                "livekit_v2",
                "run_scenarios_livekit_v2",
                """ "concurrency_limit": 4, "mock_tool_names": [], "livekit_data": { "config": { "a": [1, null] }, "agent_name": "desk", "url": "wss://l" }""",
                ""
            },
            {
                "pipecat_v2",
                "run_scenarios_pipecat_v2",
                """ "concurrency_limit": 4, "mock_tool_names": ["a"], "pipecat_data": { "pipecat_agent_name": "desk", "config": true, "room_properties": { "b": 2 } }""",
                ""
            },
            { "websocket", "run_scenarios_with_websockets", """ "mock_tool_names": ["a"] """, "" },
            {
                "vapi_webrtc",
                "run_scenarios_vapi_webrtc",
                """ "project_id": 1, "concurrency_limit": 4, "mock_tool_names": ["a"], "vapi_assistant_id": "v1" """,
                ""
            },
            {
                "retell_webrtc",
                "run_scenarios_retell_webrtc",
                """ "project_id": 1, "concurrency_limit": 4, "mock_tool_names": ["a"], "retell_agent_id": "r1" """,
                ""
            },
            {
                "api_chat",
                "run_scenarios_api_chat",
                """ "assistant_id": "a", "project_id": 1, "timeout": 60, "command": ["agent"] """,
                "command"
            },
            { "email", "run_scenarios_email", """ "agent_email": "desk@example.com" """, "" },
        };

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Every_option_reaches_its_request(string mode, string operation, string options, string local)
    {
        var (address, body) = Assert.Single(
            await StartAsync(
                $$"""{ "agent": 12, "mode": "{{mode}}", "options": { "{{mode}}": { {{options}} } }, "scenarios": [ { "id": 101, "frequency": 2 } ] }"""
            )
        );

        Assert.EndsWith($"/scenarios/{operation}/", address, StringComparison.Ordinal);
        Assert.Equal(2, (int)body["frequency"]!);
        Assert.Equal(
            mode is "livekit_v2" or "pipecat_v2" or "websocket" ? "[{\"scenario\":101}]" : "[101]",
            body["scenarios"]!.ToJsonString()
        );
        Assert.Equal(12, (int)body[mode is "livekit_v2" or "pipecat_v2" or "websocket" ? "agent" : "agent_id"]!);
        Assert.Equal(mode is not ("websocket" or "email"), body.ContainsKey("name"));
        foreach (var planned in new[] { "frequency", "scenarios", "agent", "agent_id", "name" })
        {
            body.Remove(planned);
        }

        var expected = JsonNode.Parse($"{{ {options} }}")!.AsObject();
        expected.Remove(local);
        Assert.True(JsonNode.DeepEquals(expected, body), $"{expected.ToJsonString()}\n{body.ToJsonString()}");
    }

    [Theory]
    [InlineData("text", true)]
    [InlineData("voice", true)]
    [InlineData("chirp", true)]
    [InlineData("sip", true)]
    [InlineData("elevenlabs", true)]
    [InlineData("agora", true)]
    [InlineData("livekit_v2", false)]
    [InlineData("pipecat_v2", false)]
    [InlineData("api_chat", false)]
    public async Task Callers_travel_together_only_where_they_surely_multiply(string mode, bool together)
    {
        var starts = await StartAsync(
            $$"""{ "mode": "{{mode}}", "personalities": [3, 7], "test_profiles": [9], "scenarios": [ { "id": 101 }, { "id": 102 } ] }"""
        );

        Assert.Equal(together ? ["[3,7]"] : ["[3]", "[7]"], starts.Select(start => start.Body["personality_ids"]!.ToJsonString()));
        Assert.All(starts, start => Assert.Equal("[9]", start.Body["test_profile_ids"]!.ToJsonString()));
    }

    [Fact]
    public async Task The_client_starts_every_mode_of_the_list_and_no_other()
    {
        Assert.Equal(ModeTable.Names.Order(StringComparer.Ordinal), Modes.Select(row => (string)row[0]).Order(StringComparer.Ordinal));
        using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test" }, new ScriptedHandler());

        var unknown = await Assert.ThrowsAsync<CekuraConfigurationException>(() => client.Scenarios.RunAsync("telex", []));

        Assert.EndsWith(
            $"The modes are {string.Join(", ", ModeTable.Names.Order(StringComparer.Ordinal))}.",
            unknown.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("4.0")]
    [InlineData("4e0")]
    public async Task A_whole_number_is_sent_as_one_however_it_is_spelled(string limit) =>
        Assert.Equal(
            "4",
            Assert
                .Single(
                    await StartAsync(
                        $$"""{ "mode": "text", "options": { "text": { "concurrency_limit": {{limit}} } }, "scenarios": [ { "id": 1 } ] }"""
                    )
                )
                .Body["concurrency_limit"]!.ToJsonString()
        );

    [Fact]
    public async Task Scenarios_with_different_addresses_share_a_request()
    {
        var (_, body) = Assert.Single(
            await StartAsync(
                """
                { "mode": "websocket", "options": { "websocket": { "websocket_url": "ws://a/" } },
                  "scenarios": [ { "id": 1 }, { "id": 2, "options": { "websocket": { "websocket_url": "ws://b/" } } } ] }
                """
            )
        );

        Assert.Equal(
            """[{"scenario":1,"websocket_url":"ws://a/"},{"scenario":2,"websocket_url":"ws://b/"}]""",
            body["scenarios"]!.ToJsonString()
        );
    }

    [Fact]
    public async Task A_scenario_with_two_messages_needs_two_requests()
    {
        var starts = await StartAsync(
            """
            { "mode": "livekit_v2", "scenarios": [
              { "id": 1, "options": { "livekit_v2": { "publish_data_message": { "a": 1 } } } },
              { "id": 2, "mode": "livekit_v2" },
              { "id": 1, "agent": 12, "personalities": [3], "options": { "livekit_v2": { "publish_data_message": "b" } } } ] }
            """
        );

        Assert.Equal(
            ["""[{"scenario":1,"publish_data_message":{"a":1}},{"scenario":2}]""", """[{"scenario":1,"publish_data_message":"b"}]"""],
            starts.Select(start => start.Body["scenarios"]!.ToJsonString())
        );
    }

    [Fact]
    public async Task The_settings_stand_above_manifest_and_scenario()
    {
        var settings = new CekuraSettings
        {
            ConcurrencyLimit = 9,
            Options = new Dictionary<string, JsonObject>
            {
                ["livekit_v2"] = new() { ["livekit_data"] = new JsonObject { ["agent_name"] = "mine" } },
            },
        };

        var (_, body) = Assert.Single(
            await StartAsync(
                """
                { "mode": "livekit_v2", "options": { "livekit_v2": { "concurrency_limit": 2, "livekit_data": { "agent_name": "desk", "url": "wss://l" } } },
                  "scenarios": [ { "id": 1, "options": { "livekit_v2": { "livekit_data": { "agent_name": "other" } } } } ] }
                """,
                settings
            )
        );

        Assert.Equal("""{"agent_name":"mine","url":"wss://l"}""", body["livekit_data"]!.ToJsonString());
        Assert.Equal(9, (int)body["concurrency_limit"]!);
    }

    [Theory]
    [InlineData("websocket")]
    [InlineData("email")]
    [InlineData("api_chat")]
    public async Task A_mode_without_a_limit_of_its_own_gets_none(string mode) =>
        Assert.False(
            Assert
                .Single(await StartAsync($$"""{ "mode": "{{mode}}", "scenarios": [ { "id": 1 } ] }""", new() { ConcurrencyLimit = 3 }))
                .Body.ContainsKey("concurrency_limit")
        );

    [Fact]
    public void A_choice_above_replaces_the_alternative_below()
    {
        var manifest = new ManifestReader()
            .Parse(
                Encoding.UTF8.GetBytes(
                    """
                    { "mode": "api_chat", "options": { "api_chat": { "command": ["a"] } },
                      "scenarios": [ { "id": 1, "options": { "api_chat": { "endpoint": "http://a/" } } } ] }
                    """
                ),
                "cekura.json"
            )
            .Manifest!;

        Assert.Equal("""{"endpoint":"http://a/"}""", Assert.Single(CaseMatrix.Expand(manifest, new())).Options!.ToJsonString());
    }

    private static async Task<IReadOnlyList<(string Address, JsonObject Body)>> StartAsync(string json, CekuraSettings? settings = null)
    {
        var read = new ManifestReader().Parse(Encoding.UTF8.GetBytes(json), "cekura.json");
        Assert.Empty(read.Diagnostics);
        settings ??= new();
        var handler = new ScriptedHandler();
        using var client = new CekuraClient(new CekuraClientOptions { ApiKey = "test" }, handler);
        var starts = new BatchStart(client, settings, new StartOptions { LostStartPauses = [] });
        foreach (var batch in RunPlan.For(CaseMatrix.Expand(read.Manifest!, settings)).Batches)
        {
            handler.Answer("""{ "id": 1, "runs": [] }""");
            await starts.StartAsync(batch, "label", settings.ConcurrencyLimit, CancellationToken.None);
        }

        return [.. handler.Requests.Select(request => (request.Address, JsonNode.Parse(request.Body!)!.AsObject()))];
    }
}

using System.Text.Json.Nodes;
using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Rest;

/// <summary>
/// What sets the modes apart: status, type of run, accepted fields, multiplication (<c>POST scenarios/run_scenarios…/</c>;
/// docs/service.md#d14).
/// </summary>
public sealed class ModeTests
{
    [Theory]
    [InlineData("run_scenarios_text", """{ "scenarios": [101] }""", 201, "Text", true)]
    [InlineData("run_scenarios_text", """{ "scenarios": [101], "websocket_url": "ws://127.0.0.1:2/" }""", 201, "WebSocket", true)]
    [InlineData("run_scenarios", """{ "scenarios": [101] }""", 201, "Voice", false)]
    [InlineData("run_scenarios_chirp", """{ "scenarios": [101] }""", 200, "Chirp", false)]
    [InlineData("run_scenarios_sip", """{ "scenarios": [101] }""", 200, "SIP", false)]
    [InlineData("run_scenarios_elevenlabs", """{ "scenarios": [101] }""", 200, "ElevenLabs", false)]
    [InlineData("run_scenarios_livekit_v2", """{ "scenarios": [{ "scenario": 101 }] }""", 200, "LiveKit", false)]
    [InlineData("run_scenarios_pipecat_v2", """{ "scenarios": [{ "scenario": 101 }] }""", 200, "Pipecat", false)]
    [InlineData("run_scenarios_with_websockets", """{ "scenarios": [{ "scenario": 101 }], "frequency": 1 }""", 201, "WebSocket", true)]
    [InlineData("run_scenarios_vapi_webrtc", """{ "scenarios": [101], "vapi_assistant_id": "asst" }""", 200, "VapiWebRTC", false)]
    [InlineData("run_scenarios_retell_webrtc", """{ "scenarios": [101] }""", 200, "RetellWebRTC", false)]
    [InlineData("run_scenarios_email", """{ "scenarios": [101], "frequency": 1 }""", 200, "Email", true)]
    [InlineData("run_scenarios_agora", """{ "scenarios": [101] }""", 200, "Agora", false)]
    [InlineData(
        "run_scenarios_pipecat",
        """{ "scenarios": [{ "scenario": 101, "pipecat_room_url": "https://rooms.example/1" }] }""",
        200,
        "Pipecat",
        false
    )]
    public async Task Every_mode_plays_over_the_text_connection(string operation, string body, int expected, string runType, bool asText)
    {
        var player = new FakePlayer(Turn.Agent("Hello"));
        await using var bench = new EmulatorBench(Seeds.Clinic, player);

        var (status, answer) = await bench.TryStartAsync(operation, body);
        Assert.True(status == expected, answer);
        var started = JsonNode.Parse(answer)!;
        Assert.Equal(asText, started["run_as_text"]!.GetValue<bool>());
        var result = await bench.UntilAsync($"results/{started["id"]}/", now => now["status"]!.ToString() == "completed");
        var run = await bench.GetAsync($"runs/{started["runs"]![0]!["id"]}/");

        Assert.Equal((runType, asText), (result["run_type"]!.ToString(), result["run_as_text"]!.GetValue<bool>()));
        Assert.Equal(
            (runType, asText, "00:00"),
            (run["run_type"]!.ToString(), run["run_as_text"]!.GetValue<bool>(), run["duration"]!.ToString())
        );
        Assert.Null(run["voice_recording_url"]);
        Assert.Null(run["testing_channel_index"]);
        Assert.Single(player.Requests);
    }

    [Theory]
    [InlineData(
        "run_scenarios",
        """{ "scenarios": [101], "mode": "any_number" }""",
        """{"mode":["\"any_number\" is not a valid choice."]}"""
    )]
    [InlineData("run_scenarios", """{ "scenarios": [101], "personality_id": 9 }""", """["Invalid personalities provided."]""")]
    [InlineData(
        "run_scenarios",
        """{ "scenarios": [101], "assistant_id": "none" }""",
        """{"assistant_id":["No agent has this assistant ID."]}"""
    )]
    [InlineData(
        "run_scenarios",
        """{ "frequency": 0, "concurrency_limit": "one" }""",
        """{"frequency":["Ensure this value is greater than or equal to 1."],"concurrency_limit":["A valid integer is required."]}"""
    )]
    [InlineData(
        "run_scenarios_chirp",
        """{ "scenarios": [101], "websocket_url": "https://x/" }""",
        """{"websocket_url":["Enter a valid URL that starts with ws:// or wss://."]}"""
    )]
    [InlineData(
        "run_scenarios_sip",
        """{ "scenarios": [101], "sip_endpoint": "x@y" }""",
        """{"sip_endpoint":["Invalid SIP URI format. Expected format: sip:user@host[:port]"]}"""
    )]
    [InlineData(
        "run_scenarios_elevenlabs",
        """{ "scenarios": [101], "elevenlabs_data": [] }""",
        """{"elevenlabs_data":["Expected a dictionary of items."]}"""
    )]
    [InlineData("run_scenarios_livekit_v2", "{}", """{"scenarios":["This field is required."]}""")]
    [InlineData(
        "run_scenarios_livekit_v2",
        """{ "scenarios": [101] }""",
        """{"scenarios":["[0]: Invalid data. Expected a dictionary."]}"""
    )]
    [InlineData(
        "run_scenarios_livekit_v2",
        """{ "scenarios": [{ "scenario": 101 }, {}] }""",
        """{"scenarios":["[1].scenario: This field is required."]}"""
    )]
    [InlineData(
        "run_scenarios_livekit_v2",
        """{ "scenarios": [{ "scenario": 101 }], "frequency": 101 }""",
        """{"frequency":["Ensure this value is less than or equal to 100."]}"""
    )]
    [InlineData(
        "run_scenarios_livekit_v2",
        """{ "scenarios": [{ "scenario": 101 }], "agent": 99 }""",
        """{"agent":["Invalid pk \"99\" - object does not exist."]}"""
    )]
    [InlineData(
        "run_scenarios_livekit_v2",
        """{ "scenarios": [{ "scenario": 101 }, { "scenario": 201 }] }""",
        """{"agent":["This field is required when the scenarios belong to several agents."]}"""
    )]
    [InlineData(
        "run_scenarios_pipecat_v2",
        """{ "scenarios": [{ "scenario": 101 }], "pipecat_data": "x" }""",
        """{"pipecat_data":["Expected a dictionary of items."]}"""
    )]
    [InlineData(
        "run_scenarios_with_websockets",
        """{ "scenarios": [{ "scenario": 101 }] }""",
        """{"frequency":["This field is required."]}"""
    )]
    [InlineData(
        "run_scenarios_with_websockets",
        "{}",
        """{"scenarios":["This field is required."],"frequency":["This field is required."]}"""
    )]
    [InlineData(
        "run_scenarios_with_websockets",
        """{ "scenarios": [{ "scenario": 101, "websocket_url": "http://x/" }], "frequency": 1 }""",
        """{"scenarios":["[0].websocket_url: Enter a valid URL that starts with ws:// or wss://."]}"""
    )]
    [InlineData(
        "run_scenarios_with_websockets",
        """{ "scenarios": [{ "scenario": 201 }], "frequency": 1 }""",
        """["Agent does not have a websocket URL"]"""
    )]
    [InlineData("run_scenarios_vapi_webrtc", """{ "scenarios": [101] }""", """{"vapi_assistant_id":["This field is required."]}""")]
    [InlineData(
        "run_scenarios_vapi_webrtc",
        """{ "tags": ["smoke"], "vapi_assistant_id": "a" }""",
        """{"scenarios":["This field is required."]}"""
    )]
    [InlineData("run_scenarios_retell_webrtc", """{ "tags": ["smoke"] }""", """{"scenarios":["This field is required."]}""")]
    [InlineData("run_scenarios_email", """{ "scenarios": [101] }""", """{"frequency":["This field is required."]}""")]
    [InlineData(
        "run_scenarios_email",
        """{ "scenarios": [101], "frequency": 1, "agent_email": "nobody" }""",
        """{"agent_email":["Enter a valid email address."]}"""
    )]
    [InlineData(
        "run_scenarios_pipecat",
        """{ "scenarios": [{ "scenario": 101 }] }""",
        """{"scenarios":["[0].pipecat_room_url: This field is required."]}"""
    )]
    public async Task Refuses_what_the_mode_does_not_take(string operation, string body, string answer)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        Assert.Equal((400, answer), await bench.TryStartAsync(operation, body));
        Assert.Equal("0", (await bench.GetAsync("runs/"))["count"]!.ToString());
    }

    [Theory]
    [InlineData(
        "run_scenarios",
        """{ "scenarios": [101, 102], "frequency": 2, "personality_ids": [3], "personality_id": 7, "test_profile_id": 20 }""",
        8
    )]
    [InlineData("run_scenarios_sip", """{ "tags": ["smoke"], "test_profile_ids": [20, 21] }""", 4)]
    [InlineData("run_scenarios_livekit_v2", """{ "scenarios": [{ "scenario": 101 }], "frequency": 3, "personality_ids": [3, 7] }""", 6)]
    [InlineData(
        "run_scenarios_with_websockets",
        """{ "scenarios": [{ "scenario": 101 }, { "scenario": 101 }], "frequency": 2, "personality_ids": [3, 7], "name": "Ignored" }""",
        4
    )]
    [InlineData(
        "run_scenarios_vapi_webrtc",
        """{ "scenarios": [101], "vapi_assistant_id": "a", "frequency": 2, "personality_ids": [3, 7] }""",
        2
    )]
    [InlineData("run_scenarios_email", """{ "scenarios": [101, 102], "frequency": 2, "personality_ids": [3, 7] }""", 4)]
    [InlineData("run_scenarios_pipecat", """{ "scenarios": [{ "scenario": 101, "pipecat_room_url": "r" }], "frequency": 9 }""", 1)]
    public async Task Multiplies_runs_as_the_mode_does_and_ignores_other_fields(string operation, string body, int runs)
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var started = await bench.StartAsync(operation, body);

        Assert.Equal(runs, started["runs"]!.AsArray().Count);
        Assert.StartsWith("Front desk", started["name"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connects_each_scenario_where_its_entry_says()
    {
        var player = new FakePlayer();
        await using var bench = new EmulatorBench(Seeds.Clinic, player);

        await bench.RunAsync(
            "run_scenarios_with_websockets",
            """
            { "agent": 12, "frequency": 1, "scenarios": [{ "scenario": 101, "websocket_url": "ws://one/" }, { "scenario": 101, "websocket_url": "ws://two/" }, { "scenario": 101 }] }
            """
        );

        Assert.Equal(
            ["ws://127.0.0.1:1/chat", "ws://one/", "ws://two/"],
            player.Requests.Select(request => request.Url.ToString()).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Keeps_what_a_request_says_about_rooms()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var started = await bench.StartAsync(
            "run_scenarios_livekit_v2",
            """
            { "agent": 12, "name": "Rooms", "scenarios": [{ "scenario": 101, "publish_data_message": { "topic": "x" } }], "livekit_data": { "agent_name": "desk" }, "concurrency_limit": 2 }
            """
        );
        var result = await bench.GetAsync($"results/{started["id"]}/");
        var run = await bench.GetAsync($"runs/{started["runs"]![0]!["id"]}/");

        Assert.Equal("""{"topic":"x"}""", run["metadata"]!["publish_data_message"]!.ToJsonString());
        Assert.Equal("desk", result["run_settings"]!["livekit_data"]!["agent_name"]!.ToString());
        Assert.Equal("Rooms", started["name"]!.ToString());
    }

    [Fact]
    public async Task Keeps_tokens_of_rooms_to_itself()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        var run = Assert.Single(
            await bench.RunAsync(
                "run_scenarios_pipecat",
                """{ "scenarios": [{ "scenario": 101, "pipecat_room_url": "https://rooms.example/1", "pipecat_token": "t0ken" }] }"""
            )
        )!;

        Assert.Equal("https://rooms.example/1", run["metadata"]!["pipecat_room_url"]!.ToString());
        Assert.DoesNotContain("t0ken", run.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Finds_the_agent_by_the_id_of_its_provider()
    {
        await using var bench = new EmulatorBench(
            Seeds.Clinic.Replace(
                "\"id\": 13,",
                "\"id\": 13, \"assistant_id\": \"asst_13\", \"websocket_url\": \"ws://x/\",",
                StringComparison.Ordinal
            ),
            new FakePlayer()
        );

        var started = await bench.StartAsync("run_scenarios", """{ "scenarios": [201], "assistant_id": "asst_13" }""");

        Assert.Equal("13", started["agent"]!.ToString());
    }

    [Fact]
    public async Task Shows_the_recording_of_a_replay()
    {
        await using var bench = new EmulatorBench(
            Seeds.Replay("""{ "turns": [{ "role": "Main Agent", "content": "Hi" }], "voice_recording_url": "https://example.com/1.wav" }""")
        );

        var voice = Assert.Single(await bench.RunAsync("run_scenarios", """{ "scenarios": [1] }"""))!;
        var text = Assert.Single(await bench.RunAsync("""{ "scenarios": [1] }"""))!;

        Assert.Equal(
            ("https://example.com/1.wav", 0),
            (voice["voice_recording_url"]!.ToString(), voice["testing_channel_index"]!.GetValue<int>())
        );
        Assert.Null(text["voice_recording_url"]);
    }
}

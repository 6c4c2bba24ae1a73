using Cekura.Emulator.Tests.Bench;

namespace Cekura.Emulator.Tests.Rest;

/// <summary>What the modes demand of an agent (<c>POST scenarios/run_scenarios…/</c>).</summary>
public sealed class PrerequisiteTests
{
    private const string Ids = """{ "scenarios": [1] }""";
    private const string Entries = """{ "scenarios": [{ "scenario": 1 }] }""";
    private const string NoChirp = """{"detail":"Agent must have CHIRP credentials configured (chirp_data with chirp_websocket_url)."}""";

    [Theory]
    [InlineData("run_scenarios_text", "\"websocket_url\": null", Ids, """["Agent does not have a websocket URL"]""")]
    [InlineData(
        "run_scenarios",
        "\"contact_number\": null",
        Ids,
        """{"contact_number":["Agent does not have a contact number configured."]}"""
    )]
    [InlineData("run_scenarios_chirp", "\"websocket_voice_url\": \"\"", Ids, NoChirp)]
    [InlineData(
        "run_scenarios_chirp",
        "\"chirp_data\": { \"chirp_websocket_url\": null }",
        Ids,
        """{"chirp_data":["chirp_websocket_url is required"]}"""
    )]
    [InlineData(
        "run_scenarios_sip",
        "\"sip_endpoint\": null",
        Ids,
        """{"sip_endpoint":["Agent does not have a SIP endpoint configured."]}"""
    )]
    [InlineData(
        "run_scenarios_elevenlabs",
        "\"elevenlabs_api_key_configured\": false",
        Ids,
        """{"elevenlabs_creds":["Agent does not have ElevenLabs credentials configured."]}"""
    )]
    [InlineData(
        "run_scenarios_elevenlabs",
        "\"elevenlabs_api_key\": \"k\", \"assistant_id\": \"\"",
        Ids,
        """{"assistant_id":["Agent does not have an ElevenLabs agent ID."]}"""
    )]
    [InlineData(
        "run_scenarios_livekit_v2",
        "\"livekit_data\": null",
        Entries,
        """{"detail":"Agent must have LiveKit credentials configured (livekit_data with api_secret)."}"""
    )]
    [InlineData(
        "run_scenarios_livekit_v2",
        "\"livekit_data\": { \"url\": null }",
        Entries,
        """{"detail":"Agent must have LiveKit credentials configured (livekit_data with url)."}"""
    )]
    [InlineData(
        "run_scenarios_pipecat_v2",
        "\"pipecat_agent_name\": null",
        Entries,
        """{"detail":"Agent must have a pipecat_agent_name."}"""
    )]
    [InlineData(
        "run_scenarios_vapi_webrtc",
        "\"vapi_api_key\": null",
        """{ "scenarios": [1], "vapi_assistant_id": "a" }""",
        """{"detail":"Agent must have VAPI credentials configured."}"""
    )]
    [InlineData(
        "run_scenarios_retell_webrtc",
        "\"retell_api_key_configured\": false",
        Ids,
        """{"detail":"Agent must have Retell credentials configured."}"""
    )]
    [InlineData(
        "run_scenarios_email",
        "\"email_id\": null",
        """{ "scenarios": [1], "frequency": 1 }""",
        """{"agent_email":["Agent does not have an email address configured."]}"""
    )]
    [InlineData(
        "run_scenarios_agora",
        "\"agora_data\": null",
        Ids,
        """{"agent":["Agent does not have Agora credentials configured (agora_data with session_endpoint_url)."]}"""
    )]
    public async Task Refuses_an_agent_whose_seed_says_that_something_is_missing(string operation, string key, string body, string answer)
    {
        await using var bench = new EmulatorBench(Seed(key));

        Assert.Equal((400, answer), await bench.TryStartAsync(operation, body));
    }

    [Theory]
    [InlineData("run_scenarios_chirp", "\"websocket_voice_url\": null", """{ "scenarios": [1], "websocket_url": "wss://audio/" }""")]
    [InlineData("run_scenarios_sip", "\"sip_endpoint\": null", """{ "scenarios": [1], "sip_endpoint": "sip:desk@pbx.example:5060" }""")]
    [InlineData(
        "run_scenarios_livekit_v2",
        "\"livekit_data\": { \"url\": null }",
        """{ "scenarios": [{ "scenario": 1 }], "livekit_data": { "url": "wss://rooms/" } }"""
    )]
    [InlineData("run_scenarios_email", "\"email_id\": null", """{ "scenarios": [1], "frequency": 1, "agent_email": "desk@example.com" }""")]
    [InlineData("run_scenarios", "\"contact_number\": \"+15550100\"", Ids)]
    public async Task Takes_what_the_request_or_the_agent_says(string operation, string key, string body)
    {
        await using var bench = new EmulatorBench(Seed(key));

        Assert.Single((await bench.StartAsync(operation, body))["runs"]!.AsArray());
    }

    [Fact]
    public async Task Refuses_an_agent_that_cannot_be_reached_at_all()
    {
        await using var bench = new EmulatorBench(Seeds.Clinic, new FakePlayer());

        Assert.Equal(
            (400, """{"contact_number":["Agent does not have a contact number configured."]}"""),
            await bench.TryStartAsync("run_scenarios", """{ "scenarios": [201] }""")
        );
    }

    [Fact]
    public async Task Says_what_it_needs_to_play_a_mode_without_text_connection()
    {
        await using var bench = new EmulatorBench(
            Seeds.Clinic.Replace("\"id\": 13,", "\"id\": 13, \"contact_number\": \"+15550101\",", StringComparison.Ordinal)
        );

        var run = Assert.Single(await bench.RunAsync("run_scenarios", """{ "scenarios": [201] }"""))!;

        Assert.Equal("failed", run["status"]!.ToString());
        Assert.Equal(
            "Agent 13 has no websocket_url. The emulator plays every mode over it: give the agent one, or the scenario a replay.",
            run["error_message"]!.ToString()
        );
    }

    private static string Seed(string key) =>
        Seeds.Replay("{}").Replace("{ \"id\": 1 }", $"{{ \"id\": 1, {key} }}", StringComparison.Ordinal);
}

using System.Text.Json.Nodes;

namespace Cekura.Cli.Tests;

public sealed class StartTests : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("cekura-start-").FullName;
    private ScriptedService _service = null!;

    /// <inheritdoc />
    public async Task InitializeAsync() => _service = await ScriptedService.StartAsync();

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Theory]
    [InlineData("run-text", "run_scenarios_text", """{ "agent_id": 12, "name": "n", "scenarios": [101, 102] }""", "--name", "n")]
    [InlineData(
        "run-voice",
        "run_scenarios",
        """{ "agent_id": 12, "mode": "different_numbers", "name": "n", "scenarios": [101, 102] }""",
        "--name",
        "n",
        "--mode",
        "different_numbers"
    )]
    [InlineData(
        "run-chirp",
        "run_scenarios_chirp",
        """{ "agent_id": 12, "frequency": 2, "name": "n", "scenarios": [101, 102] }""",
        "--name",
        "n",
        "--frequency",
        "2"
    )]
    [InlineData(
        "run-livekit-v2",
        "run_scenarios_livekit_v2",
        """{ "agent": 12, "livekit_data": { "agent_name": "a" }, "name": "n", "scenarios": [{ "scenario": 101 }, { "scenario": 102 }] }""",
        "--name",
        "n",
        "--livekit-data",
        "{\"agent_name\":\"a\"}"
    )]
    [InlineData(
        "run-pipecat-v2",
        "run_scenarios_pipecat_v2",
        """{ "agent": 12, "name": "n", "personality_ids": [3, 29], "scenarios": [{ "scenario": 101 }, { "scenario": 102 }] }""",
        "--name",
        "n",
        "--personalities",
        "3,29"
    )]
    [InlineData(
        "run-sip",
        "run_scenarios_sip",
        """{ "agent_id": 12, "name": "n", "scenarios": [101, 102], "sip_endpoint": "sip:a@b.example" }""",
        "--name",
        "n",
        "--sip-endpoint",
        "sip:a@b.example"
    )]
    [InlineData(
        "run-websocket",
        "run_scenarios_with_websockets",
        """{ "agent": 12, "frequency": 1, "scenarios": [{ "scenario": 101, "websocket_url": "wss://a.example" }, { "scenario": 102, "websocket_url": "wss://a.example" }] }""",
        "--websocket-url",
        "wss://a.example"
    )]
    [InlineData(
        "run-vapi-webrtc",
        "run_scenarios_vapi_webrtc",
        """{ "agent_id": 12, "name": "n", "scenarios": [101, 102], "vapi_assistant_id": "asst" }""",
        "--name",
        "n",
        "--vapi-assistant-id",
        "asst"
    )]
    [InlineData(
        "run-retell-webrtc",
        "run_scenarios_retell_webrtc",
        """{ "agent_id": 12, "mock_tool_names": [], "name": "n", "retell_agent_id": "r", "scenarios": [101, 102] }""",
        "--name",
        "n",
        "--retell-agent-id",
        "r",
        "--mock-tool-names",
        ""
    )]
    [InlineData(
        "run-elevenlabs",
        "run_scenarios_elevenlabs",
        """{ "agent_id": 12, "elevenlabs_agent_id": "e", "name": "n", "scenarios": [101, 102], "test_profile_ids": [20] }""",
        "--name",
        "n",
        "--elevenlabs-agent-id",
        "e",
        "--test-profile-ids",
        "20"
    )]
    public async Task Each_mode_sends_the_fields_that_it_has(string command, string operation, string body, params string[] options)
    {
        _service.Alter = (_, answer) => answer["unknown"] = new JsonArray(1);

        var (code, output, error) = await RunAsync([
            "scenarios",
            command,
            "--agent-id",
            "12",
            "--scenario-ids",
            "101,102",
            .. options,
            "--format",
            "json",
        ]);

        Assert.Equal((0, "Next: cekura results wait 1001\n"), (code, error));
        var sent = Assert.Single(_service.Requests);
        Assert.Equal($"POST /scenarios/{operation}/", sent.Request);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(body), sent.Body), sent.Body!.ToJsonString());
        var envelope = JsonNode.Parse(output)!;
        var runs = 2 * ((int?)sent.Body["frequency"] ?? 1) * (sent.Body["personality_ids"]?.AsArray().Count ?? 1);
        Assert.Equal(
            (1001, $"[{string.Join(',', Enumerable.Range(5001, runs))}]", "[1]"),
            ((int)envelope["result_id"]!, envelope["run_ids"]!.ToJsonString(), envelope["unknown"]!.ToJsonString())
        );
    }

    [Fact]
    public async Task A_file_is_sent_as_it_is_written_and_options_fill_it()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_home, "request.json"),
            """{ "scenarios": [{ "scenario": 101, "publish_data_message": { "a": null } }, { "scenario": 102 }], "agent": 1, "new_field": null }"""
        );

        var (code, output, _) = await RunAsync("scenarios", "run-livekit-v2", "--from-file", "request.json", "--agent-id", "12");

        Assert.Equal(0, code);
        Assert.StartsWith("Started result 1001 with 2 runs.\n", output, StringComparison.Ordinal);
        Assert.Equal(
            """{"scenarios":[{"scenario":101,"publish_data_message":{"a":null}},{"scenario":102}],"agent":12,"new_field":null}""",
            Assert.Single(_service.Requests).Body!.ToJsonString()
        );
    }

    [Fact]
    public async Task A_start_whose_answer_is_lost_is_not_repeated_and_says_where_to_look()
    {
        _service.Disturb("""{ "match": { "path": "/scenarios/run_scenarios_text/" }, "do": "reset" }""");

        var (code, output, error) = await RunAsync("run", "start", "--scenario-ids", "101", "--format", "json");

        Assert.Equal(3, code);
        var name = (string)
            Assert.Single(_service.Requests, request => request.Request.StartsWith("POST", StringComparison.Ordinal)).Body!["name"]!;
        Assert.Contains($"cekura results list --search \"{name}\"", error, StringComparison.Ordinal);
        Assert.Equal("unknown_outcome", (string)JsonNode.Parse(output)!["error"]!["kind"]!);
    }

    [Theory]
    [InlineData("Which scenarios?", "run-text")]
    [InlineData("--scenario-ids wants ids separated by commas, such as 1,2,3; \"x\" is none.", "run-text", "--scenario-ids", "1,x")]
    [InlineData("--frequency wants an integer from 1 to 100.", "run-websocket", "--scenario-ids", "1", "--frequency", "101")]
    [InlineData("--mode wants one of \"same_number\", \"different_numbers\".", "run-sip", "--scenario-ids", "1", "--mode", "x")]
    [InlineData("--livekit-data wants an object of", "run-livekit-v2", "--scenario-ids", "1", "--livekit-data", "[]")]
    [InlineData("There is no file ", "run-text", "--from-file", "missing.json")]
    [InlineData("damaged.json(2,", "run-text", "--from-file", "damaged.json")]
    public async Task What_cannot_be_sent_is_refused_before_anything_starts(string told, params string[] arguments)
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "damaged.json"), "{\n x }");

        var (code, output, error) = await RunAsync(["scenarios", .. arguments]);

        Assert.Equal((2, ""), (code, output));
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.Empty(_service.Requests);
    }

    [Fact]
    public async Task Variables_that_the_service_does_not_document_are_sent_with_a_warning()
    {
        var (code, _, error) = await RunAsync("scenarios", "run-text", "--scenario-ids", "101", "--dynamic-variables", "{\"k\":\"v\"}");

        Assert.Equal(0, code);
        Assert.Equal("""{"k":"v"}""", Assert.Single(_service.Requests).Body!["dynamic_variables"]!.ToJsonString());
        Assert.Contains("documents no dynamic_variables", error, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) =>
        Command.RunAsync(_home, _service.Environment, arguments);
}

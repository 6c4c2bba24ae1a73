using System.Text.Json;
using Cekura.Client.Tests.Testing;

namespace Cekura.Client.Tests;

/// <summary>Every start request with everything set: its address and exactly the published fields.</summary>
public sealed class StartTests : ScriptedTests
{
    private const string Shared =
        "agent_id assistant_id name scenarios tags folder_path project_id frequency personality_ids test_profile_ids agent_number "
        + "outbound_phone_number concurrency_limit mock_tool_names";

    private const string Call = Shared + " personality_id test_profile_id mode";

    private const string Room =
        "agent scenarios name frequency personality_ids test_profile_ids personality_id test_profile_id concurrency_limit mock_tool_names";

    private const string WebRtc = "agent_id project_id name scenarios frequency concurrency_limit mock_tool_names";

    public static TheoryData<string, string, string> Starts =>
        new()
        {
            { "text", "run_scenarios_text", Shared + " websocket_url websocket_headers" },
            { "voice", "run_scenarios", Call },
            { "chirp", "run_scenarios_chirp", Call + " websocket_url" },
            { "sip", "run_scenarios_sip", Call + " sip_endpoint" },
            { "elevenlabs", "run_scenarios_elevenlabs", Call + " elevenlabs_agent_id elevenlabs_data" },
            { "agora", "run_scenarios_agora", Call },
            { "livekit_v2", "run_scenarios_livekit_v2", Room + " livekit_data" },
            { "pipecat_v2", "run_scenarios_pipecat_v2", Room + " pipecat_data" },
            { "websocket", "run_scenarios_with_websockets", "agent scenarios frequency mock_tool_names" },
            { "vapi_webrtc", "run_scenarios_vapi_webrtc", WebRtc + " vapi_assistant_id" },
            { "retell_webrtc", "run_scenarios_retell_webrtc", WebRtc + " retell_agent_id" },
            {
                "api_chat",
                "run_scenarios_api_chat",
                "agent_id assistant_id name scenarios tags folder_path project_id frequency personality_ids test_profile_ids timeout"
            },
            { "email", "run_scenarios_email", "agent_id scenarios frequency agent_email" },
            {
                "suite",
                "run_scenarios_json",
                "spec agent_id channel name chirp_data livekit_data pipecat_data frequency concurrency_limit agent_number outbound_phone_number mode mock_tool_names"
            },
        };

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task A_start_goes_to_its_operation_with_exactly_its_fields(string mode, string operation, string fields)
    {
        Service.Answer("""{"id": 9, "runs": []}""", status: 201);

        var started = await StartAsync(mode);

        Assert.Equal(9, started.Id);
        var sent = Assert.Single(Service.Requests);
        Assert.Equal($"POST https://api.cekura.ai/test_framework/v1/scenarios/{operation}/", $"{sent.Method} {sent.Address}");
        using var body = JsonDocument.Parse(sent.Body!);
        Assert.Equal(
            fields.Split(' ').Order(StringComparer.Ordinal),
            body.RootElement.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task No_start_is_sent_again_when_its_answer_is_lost(string mode, string operation, string fields)
    {
        Service.Answer("{}", 503, ("Retry-After", "0"));

        var failure = await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => StartAsync(mode));

        Assert.Contains($"/{operation}/", failure.Message, StringComparison.Ordinal);
        Assert.Single(Service.Requests);
        Assert.NotEmpty(fields);
    }

    [Fact]
    public async Task Nested_data_has_the_fields_of_the_service()
    {
        Service.Answer("""{"id": 1}""").Answer("""{"id": 1}""").Answer("""{"id": 1}""").Answer("""{"id": 1}""");

        await Client.Scenarios.RunLiveKitAsync(
            new()
            {
                Scenarios = [new() { ScenarioId = 1, PublishDataMessage = new System.Text.Json.Nodes.JsonArray(1) }],
                LiveKitData = Instance.Filled<LiveKitData>(),
            }
        );
        await Client.Scenarios.RunPipecatAsync(
            new() { Scenarios = [new() { ScenarioId = 1 }], PipecatData = Instance.Filled<PipecatData>() }
        );
        await Client.Scenarios.RunElevenLabsAsync(
            new() { Mode = NumberAssignment.DifferentNumbers, ElevenLabsData = Instance.Filled<ElevenLabsData>() }
        );
        await Client.Scenarios.RunWebSocketAsync(
            new() { Frequency = 2, Scenarios = [new() { ScenarioId = 1, WebSocketUrl = "ws://a" }, new() { ScenarioId = 2 }] }
        );

        Assert.Equal(
            [
                """{"livekit_data":{"config":{"camelCase":1},"agent_name":"x","url":"x"},"scenarios":[{"scenario":1,"publish_data_message":[1]}]}""",
                """{"pipecat_data":{"pipecat_agent_name":"x","config":{"camelCase":1},"room_properties":{"camelCase":1}},"scenarios":[{"scenario":1}]}""",
                """{"elevenlabs_data":{"elevenlabs_base_url_override":"x"},"mode":"different_numbers"}""",
                """{"scenarios":[{"scenario":1,"websocket_url":"ws://a"},{"scenario":2}],"frequency":2}""",
            ],
            Service.Requests.Select(request => request.Body)
        );
    }

    private Task<StartedResult> StartAsync(string mode) =>
        mode switch
        {
            "text" => Client.Scenarios.RunTextAsync(Instance.Filled<RunTextRequest>()),
            "voice" => Client.Scenarios.RunVoiceAsync(Instance.Filled<RunVoiceRequest>()),
            "chirp" => Client.Scenarios.RunChirpAsync(Instance.Filled<RunChirpRequest>()),
            "sip" => Client.Scenarios.RunSipAsync(Instance.Filled<RunSipRequest>()),
            "elevenlabs" => Client.Scenarios.RunElevenLabsAsync(Instance.Filled<RunElevenLabsRequest>()),
            "agora" => Client.Scenarios.RunAgoraAsync(Instance.Filled<RunAgoraRequest>()),
            "livekit_v2" => Client.Scenarios.RunLiveKitAsync(Instance.Filled<RunLiveKitRequest>()),
            "pipecat_v2" => Client.Scenarios.RunPipecatAsync(Instance.Filled<RunPipecatRequest>()),
            "websocket" => Client.Scenarios.RunWebSocketAsync(Instance.Filled<RunWebSocketRequest>()),
            "vapi_webrtc" => Client.Scenarios.RunVapiWebRtcAsync(Instance.Filled<RunVapiWebRtcRequest>()),
            "retell_webrtc" => Client.Scenarios.RunRetellWebRtcAsync(Instance.Filled<RunRetellWebRtcRequest>()),
            "api_chat" => Client.Scenarios.RunApiChatAsync(Instance.Filled<RunApiChatRequest>()),
            "email" => Client.Scenarios.RunEmailAsync(Instance.Filled<RunEmailRequest>()),
            _ => Client.Scenarios.RunSuiteAsync(Instance.Filled<RunSuiteRequest>()),
        };
}

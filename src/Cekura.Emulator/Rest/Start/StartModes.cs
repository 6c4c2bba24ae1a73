using Cekura.Emulator.Rest.Requests;

namespace Cekura.Emulator.Rest.Start;

/// <summary>
/// Every mode of the service that is documented well enough to be played: a row for each <c>POST scenarios/run_scenarios…/</c>.
/// </summary>
internal static class StartModes
{
    private const int MaxRepetitions = 100;

    private static readonly FieldRule[] Frequency = [FieldRule.Integer("frequency", min: 1)];

    private static readonly FieldRule[] BoundedFrequency = [FieldRule.Integer("frequency", min: 1, max: MaxRepetitions)];

    private static readonly FieldRule[] Concurrency = [FieldRule.Integer("concurrency_limit", min: 1)];

    private static readonly FieldRule[] Mocks = [FieldRule.Texts("mock_tool_names")];

    private static readonly FieldRule[] Name = [FieldRule.Text("name", maxLength: 255)];

    private static readonly FieldRule[] Overrides = [FieldRule.Integers("personality_ids"), FieldRule.Integers("test_profile_ids")];

    private static readonly FieldRule[] SingularOverrides = [FieldRule.Integer("personality_id"), FieldRule.Integer("test_profile_id")];

    private static readonly FieldRule[] Numbers = [FieldRule.Text("agent_number"), FieldRule.Text("outbound_phone_number")];

    private static readonly FieldRule[] Selection =
    [
        FieldRule.Integer("agent_id"),
        FieldRule.Text("assistant_id"),
        FieldRule.Integers("scenarios"),
        FieldRule.Texts("tags"),
        FieldRule.Text("folder_path"),
        FieldRule.Integer("project_id"),
    ];

    private static readonly FieldRule[] Common = [.. Selection, .. Name, .. Frequency, .. Overrides, .. Numbers, .. Concurrency, .. Mocks];

    private static readonly FieldRule[] Calls =
    [
        .. Common,
        .. SingularOverrides,
        FieldRule.Choice("mode", "same_number", "different_numbers"),
    ];

    private static readonly FieldRule[] OnlyIds = [FieldRule.Integers("scenarios") with { Required = true }, FieldRule.Integer("agent_id")];

    private static readonly FieldRule[] WebCalls =
    [
        .. OnlyIds,
        FieldRule.Integer("project_id"),
        .. Frequency,
        .. Name,
        .. Concurrency,
        .. Mocks,
    ];

    private static readonly FieldRule[] Rooms =
    [
        .. Entries(Message),
        FieldRule.Integer("agent"),
        .. Name,
        .. BoundedFrequency,
        .. Overrides,
        .. SingularOverrides,
        .. Concurrency,
        .. Mocks,
    ];

    private static FieldRule Message => FieldRule.Anything("publish_data_message");

    /// <summary>In the order of the service's documentation.</summary>
    public static IReadOnlyList<StartMode> All { get; } =
    [
        new(
            "run_scenarios_text",
            new("Text") { IsText = true },
            Prerequisite.TextConnection,
            [.. Common, FieldRule.WebSocketUrl("websocket_url"), FieldRule.Dictionary("websocket_headers")]
        )
        {
            Status = 201,
            SuiteChannel = "text",
        },
        new("run_scenarios", new("Voice") { HasNumbers = true }, Prerequisite.Telephone, Calls) { Status = 201, SuiteChannel = "voice" },
        new(
            "run_scenarios_chirp",
            new("Chirp") { HasNumbers = true },
            Prerequisite.Chirp,
            [.. Calls, FieldRule.WebSocketUrl("websocket_url")]
        )
        {
            SuiteChannel = "chirp",
        },
        new("run_scenarios_sip", new("SIP") { HasNumbers = true }, Prerequisite.Sip, [.. Calls, FieldRule.SipEndpoint("sip_endpoint")]),
        new(
            "run_scenarios_elevenlabs",
            new("ElevenLabs") { HasNumbers = true },
            Prerequisite.ElevenLabs,
            [.. Calls, FieldRule.Text("elevenlabs_agent_id"), FieldRule.Object("elevenlabs_data")]
        )
        {
            SuiteChannel = "elevenlabs",
        },
        new("run_scenarios_livekit_v2", new("LiveKit"), Prerequisite.LiveKit, [.. Rooms, FieldRule.Object("livekit_data")])
        {
            SuiteChannel = "livekit_v2",
        },
        new("run_scenarios_pipecat_v2", new("Pipecat"), Prerequisite.Pipecat, [.. Rooms, FieldRule.Object("pipecat_data")])
        {
            SuiteChannel = "pipecat_v2",
        },
        new(
            "run_scenarios_with_websockets",
            new("WebSocket") { IsText = true },
            Prerequisite.TextConnection,
            [.. Entries(FieldRule.WebSocketUrl("websocket_url")), FieldRule.Integer("agent"), .. Required(BoundedFrequency), .. Mocks]
        )
        {
            Status = 201,
        },
        new(
            "run_scenarios_vapi_webrtc",
            new("VapiWebRTC"),
            Prerequisite.Vapi,
            [.. WebCalls, FieldRule.Text("vapi_assistant_id") with { Required = true }]
        ),
        new("run_scenarios_retell_webrtc", new("RetellWebRTC"), Prerequisite.Retell, [.. WebCalls, FieldRule.Text("retell_agent_id")]),
        new(
            "run_scenarios_api_chat",
            new("ApiChat") { IsText = true, IsApiChat = true },
            [],
            [.. Selection, .. Name, .. Frequency, .. Overrides, FieldRule.Integer("timeout", min: 1, max: 3600)]
        ),
        new(
            "run_scenarios_email",
            new("Email") { IsText = true, IsEmail = true },
            Prerequisite.Email,
            [.. OnlyIds, .. Required(BoundedFrequency), FieldRule.Email("agent_email")]
        ),
        new("run_scenarios_agora", new("Agora") { HasNumbers = true }, Prerequisite.Agora, Calls),
        new(
            "run_scenarios_pipecat",
            new("Pipecat"),
            [],
            [
                .. Entries(FieldRule.Text("pipecat_room_url") with { Required = true }, FieldRule.Text("pipecat_token"), Message),
                FieldRule.Integer("agent"),
                .. Mocks,
            ]
        ),
    ];

    private static FieldRule[] Required(FieldRule[] rules) => [.. rules.Select(rule => rule with { Required = true })];

    private static FieldRule[] Entries(params FieldRule[] about) =>
        [FieldRule.Scenarios([FieldRule.Integer("scenario") with { Required = true }, .. about]) with { Required = true }];
}

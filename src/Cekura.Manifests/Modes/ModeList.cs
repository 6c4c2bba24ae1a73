using static Cekura.Manifests.Modes.TextOption;

namespace Cekura.Manifests.Modes;

/// <summary>
/// The modes, a row each with every field that its start request takes (<c>POST /test_framework/v1/scenarios/run_scenarios_text/</c> and
/// others). This is the only list of them: a mode that is added here is known to manifests, settings, plans, starts and commands.
/// </summary>
internal static class ModeList
{
    private const int MaxOfBoundedModes = 100;

    private static readonly OptionField AssistantId = new("assistant_id", TextOption.Any);
    private static readonly OptionField ProjectId = new("project_id", new IntegerOption(1));
    private static readonly OptionField ConcurrencyLimit = new("concurrency_limit", new IntegerOption(1, int.MaxValue));
    private static readonly OptionField MockToolNames = new("mock_tool_names", new TextListOption()) { MayBeNull = true };
    private static readonly OptionField DialCommand = new("dial_command", new TextListOption(1)) { Place = OptionPlace.Local };
    private static readonly OptionField NumberPairs = new("mode", new ChoiceOption("same_number", "different_numbers"));
    private static readonly OptionField Published = new("publish_data_message", new AnyOption()) { Place = OptionPlace.ScenarioEntry };

    // Common to text, voice, chirp, sip, elevenlabs and agora.
    private static readonly OptionField[] Common =
    [
        AssistantId,
        ProjectId,
        new("agent_number", PhoneNumber),
        new("outbound_phone_number", PhoneNumber),
        ConcurrencyLimit,
        MockToolNames,
        DialCommand,
    ];

    private static readonly OptionField[] Rooms = [ConcurrencyLimit with { MayBeNull = true }, MockToolNames, Published];

    private static readonly OptionField[] Vendor = [ProjectId, ConcurrencyLimit, MockToolNames];

    public static IReadOnlyList<Mode> All { get; } =
    [
        new("text")
        {
            Options = [.. Common, new("websocket_url", WebSocketUrl), new("websocket_headers", new TextMapOption())],
            IsSpoken = false,
            HasSuites = true,
        },
        new("voice") { Options = [.. Common, NumberPairs], HasSuites = true },
        new("chirp") { Options = [.. Common, NumberPairs, new("websocket_url", WebSocketUrl)], HasSuites = true },
        new("sip") { Options = [.. Common, NumberPairs, new("sip_endpoint", SipAddress)] },
        new("elevenlabs")
        {
            Options =
            [
                .. Common,
                NumberPairs,
                new("elevenlabs_agent_id", TextOption.Any),
                new(
                    "elevenlabs_data",
                    new ObjectOption(new OptionField("elevenlabs_base_url_override", TextOption.Any) { MayBeNull = true })
                ),
            ],
            HasSuites = true,
        },
        new("livekit_v2")
        {
            Options =
            [
                .. Rooms,
                new(
                    "livekit_data",
                    new ObjectOption(
                        new("config", new AnyOption()),
                        new("agent_name", TextOption.Any) { MayBeNull = true },
                        new("url", TextOption.Any) { MayBeNull = true }
                    )
                    {
                        Credentials = ["api_key", "api_secret"],
                    }
                ),
            ],
            AgentField = "agent",
            MultipliesCallers = false,
            MaxRepetitions = MaxOfBoundedModes,
            HasSuites = true,
        },
        new("pipecat_v2")
        {
            Options =
            [
                .. Rooms,
                new(
                    "pipecat_data",
                    new ObjectOption(
                        new("pipecat_agent_name", TextOption.Any) { MayBeNull = true },
                        new("config", new AnyOption()),
                        new("room_properties", new AnyOption())
                    )
                    {
                        Credentials = ["api_key"],
                    }
                ),
            ],
            AgentField = "agent",
            MultipliesCallers = false,
            MaxRepetitions = MaxOfBoundedModes,
            HasSuites = true,
        },
        new("websocket")
        {
            Options = [MockToolNames, new("websocket_url", WebSocketUrl) { Place = OptionPlace.ScenarioEntry }],
            AgentField = "agent",
            TakesName = false,
            TakesPersonalities = false,
            MaxRepetitions = MaxOfBoundedModes,
            IsSpoken = false,
        },
        new("vapi_webrtc")
        {
            Options = [.. Vendor, new("vapi_assistant_id", TextOption.Any)],
            OneRequired = ["vapi_assistant_id"],
            TakesPersonalities = false,
        },
        new("retell_webrtc") { Options = [.. Vendor, new("retell_agent_id", TextOption.Any)], TakesPersonalities = false },
        new("api_chat")
        {
            Options =
            [
                AssistantId,
                ProjectId,
                new("timeout", new IntegerOption(1, 3600)) { MayBeNull = true },
                new("command", new TextListOption(1)) { Place = OptionPlace.Local },
                new("agent", new AgentOption()) { Place = OptionPlace.Local },
                new("endpoint", HttpUrl) { Place = OptionPlace.Local },
                new("answer_timeout", new IntegerOption(1, 3600)) { Place = OptionPlace.Local },
            ],
            OneRequired = ["command", "endpoint", "agent"],
            MultipliesCallers = false,
            IsSpoken = false,
            HasCommand = false,
        },
        new("email")
        {
            Options = [new("agent_email", EmailAddress) { MayBeNull = true }],
            TakesName = false,
            TakesPersonalities = false,
            MaxRepetitions = MaxOfBoundedModes,
            IsSpoken = false,
            HasCommand = false,
        },
        new("agora") { Options = [.. Common, NumberPairs], HasCommand = false },
    ];
}

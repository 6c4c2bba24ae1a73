using Cekura.Manifests.Manifest;
using Cekura.Manifests.Modes;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Modes;

/// <summary>The contract's tables of modes and fields (sections 6, 6.1 and 7), written out once more, a row a field.</summary>
public sealed class ModeTableTests
{
    private const string Text = "a text";
    private const string List = "a list of texts";
    private const string Command = "a list of texts, at least one";
    private const string Phone = "a phone number in E.164, such as \"+14155551234\"";
    private const string WebSocket = "an address that starts with ws:// or wss://";
    private const string Positive = "an integer of at least 1";
    private const string Limit = "an integer from 1 to 2147483647";
    private const string Numbers = "one of \"same_number\", \"different_numbers\"";

    /// <summary>Mode, agent field, name, scenario entries, callers, callers surely multiply, highest frequency.</summary>
    public static TheoryData<string, string, bool, bool, bool, bool, int?> Rows { get; } =
        new()
        {
            { "text", "agent_id", true, false, true, true, null },
            { "voice", "agent_id", true, false, true, true, null },
            { "chirp", "agent_id", true, false, true, true, null },
            { "sip", "agent_id", true, false, true, true, null },
            { "elevenlabs", "agent_id", true, false, true, true, null },
            { "livekit_v2", "agent", true, true, true, false, 100 },
            { "pipecat_v2", "agent", true, true, true, false, 100 },
            { "websocket", "agent", false, true, false, true, 100 },
            { "vapi_webrtc", "agent_id", true, false, false, true, null },
            { "retell_webrtc", "agent_id", true, false, false, true, null },
            { "api_chat", "agent_id", true, false, true, false, null },
            { "email", "agent_id", false, false, false, true, 100 },
            { "agora", "agent_id", true, false, true, true, null },
        };

    /// <summary>Mode, option, what it wants, a value that it takes, one that it refuses and why, whether null is a value.</summary>
    public static TheoryData<string, string, string, string, string, string, bool> Fields { get; } = Build();

    [Fact]
    public void There_are_thirteen_modes_and_text_is_the_default()
    {
        Assert.Equal(Rows.Select(row => (string)row[0]), ModeTable.Names);
        Assert.Equal("text", ModeTable.Default);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_mode_has_the_shape_of_its_request(
        string name,
        string agent,
        bool takesName,
        bool entries,
        bool callers,
        bool multiplies,
        int? most
    )
    {
        var mode = ModeTable.Find(name)!;

        Assert.Equal(
            (agent, takesName, entries, callers, multiplies, most ?? int.MaxValue),
            (
                mode.AgentField,
                mode.TakesName,
                mode.TakesScenarioEntries,
                mode.TakesPersonalities,
                mode.MultipliesCallers,
                mode.MaxRepetitions
            )
        );
    }

    [Fact]
    public void No_mode_has_an_option_beyond_the_tables() =>
        Assert.Equal(
            Fields
                .Select(row => $"{row[0]}.{row[1]}")
                .Concat(["livekit_v2.publish_data_message", "pipecat_v2.publish_data_message"])
                .Order(StringComparer.Ordinal),
            ModeTable.All.SelectMany(mode => mode.Options.Select(option => $"{mode.Name}.{option.Name}")).Order(StringComparer.Ordinal)
        );

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_takes_what_the_contract_says(
        string mode,
        string field,
        string wanted,
        string valid,
        string invalid,
        string code,
        bool mayBeNull
    )
    {
        Assert.Empty(Read(mode, field, valid).Diagnostics);
        Assert.Equal(mayBeNull, Read(mode, field, "null").Diagnostics.Count == 0);

        var problem = Assert.Single(Read(mode, field, invalid).Diagnostics);
        Assert.Equal((code, DiagnosticSeverity.Error), (problem.Code, problem.Severity));
        if (wanted.Length > 0)
        {
            Assert.StartsWith($"\"{field}\" wants {wanted}, and is ", problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("livekit_v2", "null")]
    [InlineData("livekit_v2", "{\"greet\": [true, 1]}")]
    [InlineData("pipecat_v2", "\"hello\"")]
    [InlineData("pipecat_v2", "7")]
    public void A_data_message_is_any_json(string mode, string value) =>
        Assert.Empty(Read(mode, "publish_data_message", value).Diagnostics);

    [Theory]
    [InlineData("text")]
    [InlineData("livekit_v2")]
    [InlineData("websocket")]
    [InlineData("email")]
    public void What_the_plan_writes_is_no_option(string mode)
    {
        string[] planned =
        [
            "agent",
            "agent_id",
            "name",
            "scenarios",
            "tags",
            "folder_path",
            "frequency",
            "personality_id",
            "personality_ids",
            "test_profile_id",
            "test_profile_ids",
        ];
        Assert.Equal(planned.Order(StringComparer.Ordinal), PlannedField.Names.Order(StringComparer.Ordinal));
        Assert.All(planned, field =>
        {
            var problem = Assert.Single(Read(mode, field, "1").Diagnostics);
            Assert.Equal(DiagnosticCodes.PlannedOption, problem.Code);
            Assert.StartsWith($"\"{field}\" is no option", problem.Message, StringComparison.Ordinal);
        });
    }

    private static ManifestReadResult Read(string mode, string field, string value) =>
        Reading.Result($$"""{ "scenarios": [ { "id": 1 } ], "options": { "{{mode}}": { "{{field}}": {{value}} } } }""");

    private static TheoryData<string, string, string, string, string, string, bool> Build()
    {
        var rows = new TheoryData<string, string, string, string, string, string, bool>();
        foreach (var mode in new[] { "text", "voice", "chirp", "sip", "elevenlabs", "agora" })
        {
            Add(mode, "assistant_id", Text, "\"asst_1\"", "5", DiagnosticCodes.OptionType);
            Add(mode, "project_id", Positive, "1376", "0", DiagnosticCodes.OptionBounds);
            Add(mode, "agent_number", Phone, "\"+14155551234\"", "\"4155551234\"", DiagnosticCodes.OptionForm);
            Add(mode, "outbound_phone_number", Phone, "\"+14155551234\"", "14155551234", DiagnosticCodes.OptionType);
            Add(mode, "concurrency_limit", Limit, "4", "0", DiagnosticCodes.OptionBounds);
            Add(mode, "mock_tool_names", List, "[]", "\"lookup\"", DiagnosticCodes.OptionType, mayBeNull: true);
            Add(mode, "dial_command", Command, "[\"dial\", \"--now\"]", "\"dial --now\"", DiagnosticCodes.OptionType);
        }

        foreach (var mode in new[] { "voice", "chirp", "sip", "elevenlabs", "agora" })
        {
            Add(mode, "mode", Numbers, "\"different_numbers\"", "\"other_numbers\"", DiagnosticCodes.OptionForm);
        }

        Add(
            "text",
            "websocket_url",
            WebSocket,
            "\"wss://agent.example/chat?a=1\"",
            "\"https://agent.example/\"",
            DiagnosticCodes.OptionForm
        );
        Add("text", "websocket_headers", "", "{\"Authorization\": \"Bearer x\"}", "{\"X-Try\": 1}", DiagnosticCodes.OptionType);
        Add("chirp", "websocket_url", WebSocket, "\"ws://10.0.0.1:9000\"", "\"ws://\"", DiagnosticCodes.OptionForm);
        Add(
            "sip",
            "sip_endpoint",
            "an address of the form sip:user@host or sip:user@host:port",
            "\"sip:agent@sip.example:5061\"",
            "\"agent@sip.example\"",
            DiagnosticCodes.OptionForm
        );
        Add("elevenlabs", "elevenlabs_agent_id", Text, "\"agent_1\"", "\" \"", DiagnosticCodes.OptionForm);
        Add(
            "elevenlabs",
            "elevenlabs_data",
            "",
            "{\"elevenlabs_base_url_override\": null}",
            "{\"base_url\": \"x\"}",
            DiagnosticCodes.UnknownOption
        );

        foreach (var mode in new[] { "livekit_v2", "pipecat_v2" })
        {
            Add(mode, "concurrency_limit", Limit, "1", "\"1\"", DiagnosticCodes.OptionType, mayBeNull: true);
            Add(mode, "mock_tool_names", "", "[\"lookup\"]", "[1]", DiagnosticCodes.OptionType, mayBeNull: true);
        }

        Add(
            "livekit_v2",
            "livekit_data",
            "an object of \"config\", \"agent_name\", \"url\"",
            "{\"config\": {\"empty_timeout\": 300}, \"agent_name\": null, \"url\": \"wss://x\"}",
            "[]",
            DiagnosticCodes.OptionType
        );
        Add(
            "pipecat_v2",
            "pipecat_data",
            "",
            "{\"pipecat_agent_name\": \"a\", \"config\": [1], \"room_properties\": {}}",
            "{\"agent_name\": \"a\"}",
            DiagnosticCodes.UnknownOption
        );

        foreach (var mode in new[] { "websocket", "vapi_webrtc", "retell_webrtc" })
        {
            Add(mode, "mock_tool_names", List, "[\"a\", \"b\"]", "{}", DiagnosticCodes.OptionType, mayBeNull: true);
        }

        Add("websocket", "websocket_url", WebSocket, "\"ws://a/\"", "\"ws://a b/\"", DiagnosticCodes.OptionForm);
        foreach (var mode in new[] { "vapi_webrtc", "retell_webrtc" })
        {
            Add(mode, "project_id", Positive, "7", "1.5", DiagnosticCodes.OptionType);
            Add(mode, "concurrency_limit", Limit, "2147483647", "2147483648", DiagnosticCodes.OptionBounds);
        }

        Add("vapi_webrtc", "vapi_assistant_id", Text, "\"asst_1\"", "\"\"", DiagnosticCodes.OptionForm);
        Add("retell_webrtc", "retell_agent_id", Text, "\"agent_1\"", "true", DiagnosticCodes.OptionType);

        Add("api_chat", "assistant_id", Text, "\"asst_1\"", "[]", DiagnosticCodes.OptionType);
        Add("api_chat", "project_id", Positive, "1", "-1", DiagnosticCodes.OptionBounds);
        Add("api_chat", "timeout", "an integer from 1 to 3600", "3600", "3601", DiagnosticCodes.OptionBounds, mayBeNull: true);
        Add("api_chat", "command", Command, "[\"node\", \"agent.js\"]", "[]", DiagnosticCodes.OptionBounds);
        Add(
            "api_chat",
            "endpoint",
            "an address that starts with http:// or https://",
            "\"https://agent.example/turn\"",
            "\"ws://agent.example\"",
            DiagnosticCodes.OptionForm
        );
        Add(
            "api_chat",
            "agent",
            "an object with \"protocol\" and its options",
            """{ "protocol": "openai-chat", "url": "http://localhost:5000/v1/chat/completions" }""",
            "[]",
            DiagnosticCodes.OptionType
        );
        Add("api_chat", "answer_timeout", "an integer from 1 to 3600", "60", "0", DiagnosticCodes.OptionBounds);
        Add("email", "agent_email", "an e-mail address", "\"desk@example.com\"", "\"desk\"", DiagnosticCodes.OptionForm, mayBeNull: true);
        return rows;

        void Add(string mode, string field, string wanted, string valid, string invalid, string code, bool mayBeNull = false) =>
            rows.Add(mode, field, wanted, valid, invalid, code, mayBeNull);
    }
}

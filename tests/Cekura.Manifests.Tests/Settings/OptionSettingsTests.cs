using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Settings;

/// <summary>Options of modes by settings file, environment and command line.</summary>
public sealed class OptionSettingsTests
{
    [Fact]
    public void Each_value_is_read_by_the_type_of_its_field()
    {
        var result = Read(
            new()
            {
                ["Options.text.websocket_url"] = "ws://127.0.0.1:1/",
                ["options.TEXT.Concurrency_Limit"] = "4",
                ["Options.text.mock_tool_names"] = "[\"a\"]",
                ["Options.text.websocket_headers.X-Try"] = "7",
                ["Options.livekit_v2.livekit_data.agent_name"] = "desk",
                ["Options.livekit_v2.livekit_data.config"] = "{\"a\": 1}",
                ["Options.livekit_v2.publish_data_message"] = "[1, null]",
                ["Options.voice.mode"] = "different_numbers",
            }
        );

        Assert.Empty(result.Diagnostics);
        Assert.Equal(
            """{"websocket_url":"ws://127.0.0.1:1/","concurrency_limit":4,"mock_tool_names":["a"],"websocket_headers":{"X-Try":"7"}}""",
            result.Settings!.Options["text"].ToJsonString()
        );
        Assert.Equal(
            """{"livekit_data":{"agent_name":"desk","config":{"a":1}},"publish_data_message":[1,null]}""",
            result.Settings.Options["livekit_v2"].ToJsonString()
        );
        Assert.Equal("""{"mode":"different_numbers"}""", result.Settings.Options["voice"].ToJsonString());
    }

    [Theory]
    [InlineData("Options.txt.websocket_url", "x", DiagnosticCodes.UnknownMode, "Did you mean \"text\"?")]
    [InlineData("Options.text", "x", DiagnosticCodes.WrongType, "Options.text holds no value itself.")]
    [InlineData("Options.text.websocket_uri", "x", DiagnosticCodes.UnknownOption, "Did you mean \"websocket_url\"?")]
    [InlineData("Options.text.sip_endpoint", "x", DiagnosticCodes.UnknownOption, "It is one of sip.")]
    [InlineData("Options.text.frequency", "2", DiagnosticCodes.PlannedOption, "\"frequency\" of a scenario")]
    [InlineData("Options.text.concurrency_limit", "many", DiagnosticCodes.OptionType, "and is the text \"many\".")]
    [InlineData("Options.text.concurrency_limit", "0", DiagnosticCodes.OptionBounds, "wants an integer from 1")]
    [InlineData("Options.text.websocket_url", "http://a/", DiagnosticCodes.OptionForm, "starts with ws:// or wss://")]
    [InlineData("Options.text.mock_tool_names", "a,b", DiagnosticCodes.NotJson, "The value has to be JSON.")]
    [InlineData("Options.text.websocket_url.port", "1", DiagnosticCodes.UnknownOption, "\"websocket_url\" has no fields")]
    [InlineData("Options.livekit_v2.livekit_data.agent", "a", DiagnosticCodes.UnknownOption, "is not a field of \"livekit_data\"")]
    [InlineData("Options.livekit_v2.livekit_data.api_secret", "canary", DiagnosticCodes.CredentialInOptions, "is a secret")]
    public void What_is_wrong_is_an_error_with_advice(string key, string value, string code, string message)
    {
        var problem = Assert.Single(Read(new() { [key] = value }).Diagnostics);

        Assert.Equal((code, DiagnosticSeverity.Error, "runsettings"), (problem.Code, problem.Severity, problem.Source));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_is_an_object_by_mode()
    {
        var result = Read([], """{ "text": { "websocket_url": "ws://a/" } }""");

        Assert.Empty(result.Diagnostics);
        Assert.Equal("""{"websocket_url":"ws://a/"}""", result.Settings!.Options["text"].ToJsonString());
    }

    [Theory]
    [InlineData("""[1]""", DiagnosticCodes.WrongType, "CEKURA_OPTIONS(1,1)")]
    [InlineData("""{ "txt": {} }""", DiagnosticCodes.UnknownMode, "CEKURA_OPTIONS(1,3)")]
    [InlineData("""{ "text": """, DiagnosticCodes.NotJson, "CEKURA_OPTIONS(1,11)")]
    [InlineData("""// none""", DiagnosticCodes.NotJson, "CEKURA_OPTIONS(1,1)")]
    [InlineData(
        """{ "text": { "websocket_headers": { "X-CEKURA-API-KEY": "canary" } } }""",
        DiagnosticCodes.KeyInSettings,
        "CEKURA_OPTIONS(1,36)"
    )]
    public void A_bad_variable_is_told_where(string variable, string code, string source)
    {
        var problem = Assert.Single(Read([], variable).Diagnostics);

        Assert.Equal((code, source), (problem.Code, problem.Source));
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_order_is_command_line_environment_file()
    {
        Dictionary<string, string?> file = new()
        {
            ["Options.text.websocket_url"] = "ws://file/",
            ["Options.text.concurrency_limit"] = "1",
            ["Options.text.project_id"] = "1",
        };
        Dictionary<string, string?> merged = new(file) { ["Options.text.concurrency_limit"] = "3" };
        const string Variable = """{ "text": { "websocket_url": "ws://env/", "concurrency_limit": 2 } }""";

        var result = Read(merged, Variable, file);

        Assert.Empty(result.Diagnostics);
        Assert.Equal(
            """{"websocket_url":"ws://env/","project_id":1,"concurrency_limit":3}""",
            result.Settings!.Options["text"].ToJsonString()
        );
    }

    [Fact]
    public void Without_the_file_the_runs_settings_win_and_say_so()
    {
        var result = Read(
            new() { ["Options.text.websocket_url"] = "ws://run/" },
            """{ "text": { "websocket_url": "ws://env/", "project_id": 2 } }"""
        );

        Assert.Equal(
            (DiagnosticCodes.SettingsDisagree, "CEKURA_OPTIONS"),
            (Assert.Single(result.Diagnostics).Code, result.Diagnostics[0].Source)
        );
        Assert.Equal("""{"websocket_url":"ws://run/","project_id":2}""", result.Settings!.Options["text"].ToJsonString());
    }

    [Fact]
    public void Our_key_is_refused_among_the_options() =>
        Assert.Contains(Read(new() { ["Options.text.websocket_headers.X-CEKURA-API-KEY"] = "canary" }).Diagnostics, problem =>
            problem.Code == DiagnosticCodes.KeyInSettings
        );

    private static SettingsReadResult Read(
        Dictionary<string, string?> runSettings,
        string? variable = null,
        Dictionary<string, string?>? file = null
    ) =>
        SettingsReader.Read(
            runSettings,
            new Dictionary<string, string?> { ["CEKURA_OPTIONS"] = variable },
            config: null,
            baseDirectory: null,
            settingsFile: file
        );
}

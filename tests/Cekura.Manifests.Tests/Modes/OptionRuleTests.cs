using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Modes;

/// <summary>What a manifest is told about its options and about what it asks of a mode.</summary>
public sealed class OptionRuleTests
{
    [Theory]
    [InlineData("text", "websocket_uri", "\"websocket_uri\" is not an option of mode text. Did you mean \"websocket_url\"?")]
    [InlineData("text", "sip_endpoint", "\"sip_endpoint\" is not an option of mode text. It is one of sip.")]
    [InlineData(
        "email",
        "mock_tool_names",
        "It is one of text, voice, chirp, sip, elevenlabs, livekit_v2, pipecat_v2, websocket, vapi_webrtc, retell_webrtc, agora."
    )]
    [InlineData("websocket", "concurrency_limit", "It is one of text, voice, chirp,")]
    [InlineData("email", "dynamic_variables", "Known: agent_email.")]
    public void An_unknown_option_is_told_where_it_belongs(string mode, string option, string advice)
    {
        var problem = Problem(mode, $$"""{ "{{option}}": 1 }""");

        Assert.Equal(DiagnosticCodes.UnknownOption, problem.Code);
        Assert.Contains(advice, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_stands_where_its_value_stands()
    {
        var problem = Reading.Problem(
            """
            {
              "scenarios": [ { "id": 1, "options": {
                "livekit_v2": { "livekit_data": {
                  "agent_name": 5 } } } } ]
            }
            """
        );

        Assert.Equal(
            "cekura.json(4,21): error CEK0131: \"livekit_data.agent_name\" wants a text, and is the number 5.",
            problem.ToString()
        );
    }

    [Theory]
    [InlineData("livekit_v2", """{ "livekit_data": { "api_key": "canary", "url": "wss://x" } }""")]
    [InlineData("livekit_v2", """{ "livekit_data": { "api_secret": "canary" } }""")]
    [InlineData("pipecat_v2", """{ "pipecat_data": { "api_key": "canary" } }""")]
    public void A_secret_of_a_provider_is_refused_and_never_shown(string mode, string options)
    {
        var problem = Problem(mode, options);

        Assert.Equal(DiagnosticCodes.CredentialInOptions, problem.Code);
        Assert.DoesNotContain("canary", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sip:agent@host", true)]
    [InlineData("sip:agent@host:5060", true)]
    [InlineData("sip:agent@[::1]:5060", true)]
    [InlineData("sip:agent@host:port", false)]
    [InlineData("sips:agent@host", false)]
    [InlineData("sip:agent@host\\n", false)]
    [InlineData("sip:@host", false)]
    public void A_sip_address_has_user_host_and_perhaps_a_port(string address, bool isValid) =>
        Assert.Equal(isValid, Problems("sip", $$"""{ "sip_endpoint": "{{address}}" }""").Count == 0);

    [Fact]
    public void Command_and_endpoint_exclude_each_other() =>
        Assert.Equal(DiagnosticCodes.OptionsExclude, Problem("api_chat", """{ "command": ["a"], "endpoint": "http://a/" }""").Code);

    [Fact]
    public void Agent_and_command_exclude_each_other() =>
        Assert.Equal(
            DiagnosticCodes.OptionsExclude,
            Problem("api_chat", """{ "command": ["a"], "agent": { "protocol": "openai-chat", "url": "http://a/" } }""").Code
        );

    [Theory]
    [InlineData("""{ "protocol": "openai-chat", "url": "http://a/", "headers": { "api-key": { "env": "KEY" } } }""", null, 0, "")]
    [InlineData("5", "CEK0131", 69, "\"agent\" wants an object with \"protocol\" and its options, and is the number 5.")]
    [InlineData("{}", "CEK0430", 69, "\"protocol\" is missing: how the agent is spoken to, one of websocket, openai-chat,")]
    [InlineData("""{ "protocol": "opnai-chat" }""", "CEK0430", 83, "Did you mean \"openai-chat\"?")]
    [InlineData(
        """{ "protocol": "openai-chat" }""",
        "CEK0430",
        69,
        "The protocol openai-chat needs \"url\", an address that starts with http://"
    )]
    [InlineData(
        """{ "protocol": "openai-chat", "url": "http://a/", "modell": "x" }""",
        "CEK0430",
        118,
        "\"modell\" is not an option of the protocol openai-chat. Did you mean \"model\"?"
    )]
    [InlineData(
        """{ "protocol": "openai-chat", "url": "http://a:{port}/" }""",
        "CEK0430",
        105,
        "\"agent.url\" holds {port}, which stands for the free port"
    )]
    [InlineData(
        """{ "protocol": "openai-chat", "url": "http://a/", "headers": { "X-Token": "canary" } }""",
        "CEK0431",
        142,
        "\"agent.headers.X-Token\" holds a secret, which never stands in a committed file. Write { \"env\": \"NAME\" }"
    )]
    public void What_is_said_of_an_agent_is_held_against_its_protocol(string agent, string? code, int column, string message)
    {
        var problems = Problems("api_chat", $$"""{ "agent": {{agent}} }""");

        Assert.Equal(code, problems.SingleOrDefault()?.Code);
        Assert.Equal(column, problems.SingleOrDefault()?.Location.Column ?? 0);
        Assert.Contains(message, problems.SingleOrDefault()?.Message ?? "", StringComparison.Ordinal);
        Assert.DoesNotContain("canary", problems.SingleOrDefault()?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("websocket")]
    [InlineData("vapi_webrtc")]
    [InlineData("retell_webrtc")]
    [InlineData("email")]
    public void A_mode_without_personalities_says_which_have_them(string mode)
    {
        var problem = Reading.Problem($$"""{ "personalities": [3], "scenarios": [ { "id": 1, "mode": "{{mode}}" } ] }""");

        Assert.Equal((DiagnosticCodes.ModeTakesNoPersonalities, 40), (problem.Code, problem.Location.Column));
        Assert.EndsWith(
            "text, voice, chirp, sip, elevenlabs, livekit_v2, pipecat_v2, api_chat, agora.",
            problem.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_scenario_without_personalities_of_its_own_is_fine_in_any_mode() =>
        Reading.Manifest(
            """{ "personalities": [3], "test_profiles": [9], "scenarios": [ { "id": 1, "mode": "websocket", "personalities": [], "test_profiles": [] } ] }"""
        );

    [Fact]
    public void A_mode_without_test_profiles_says_so() =>
        Assert.Equal(
            DiagnosticCodes.ModeTakesNoTestProfiles,
            Reading.ScenarioProblem("\"mode\": \"websocket\", \"test_profiles\": [9]").Code
        );

    [Theory]
    [InlineData("websocket", 100, true)]
    [InlineData("websocket", 101, false)]
    [InlineData("livekit_v2", 101, false)]
    [InlineData("pipecat_v2", 101, false)]
    [InlineData("email", 101, false)]
    [InlineData("text", 101, true)]
    public void The_frequency_stays_within_the_modes_bounds(string mode, int frequency, bool isValid)
    {
        var problems = Reading.Result($$"""{ "scenarios": [ { "id": 1, "mode": "{{mode}}", "frequency": {{frequency}} } ] }""").Diagnostics;

        Assert.Equal(isValid ? [] : [DiagnosticCodes.FrequencyTooHigh], problems.Select(problem => problem.Code));
    }

    private static ManifestDiagnostic Problem(string mode, string options) => Assert.Single(Problems(mode, options));

    private static IReadOnlyList<ManifestDiagnostic> Problems(string mode, string options) =>
        Reading.Result($$"""{ "scenarios": [ { "id": 1 } ], "options": { "{{mode}}": {{options}} } }""").Diagnostics;
}

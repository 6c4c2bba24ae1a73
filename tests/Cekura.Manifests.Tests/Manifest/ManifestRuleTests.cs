using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Manifest;

/// <summary>JSON that is no manifest: a code, a place and a sentence for each rule.</summary>
public sealed class ManifestRuleTests
{
    [Theory]
    [InlineData("""[]""", "a list")]
    [InlineData("""7""", "the number 7")]
    [InlineData("""null""", "null")]
    public void The_root_is_an_object(string json, string description)
    {
        var problem = Reading.Problem(json);

        Assert.Equal(DiagnosticCodes.WrongType, problem.Code);
        Assert.EndsWith($"this is {description}.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": 5, "scenarios": [{ "id": 1 }] }""", "\"name\" wants a text and is the number 5.")]
    [InlineData("""{ "personalities": {}, "scenarios": [{ "id": 1 }] }""", "\"personalities\" wants a list of ids and is an object.")]
    [InlineData("""{ "scenarios": "all" }""", "\"scenarios\" wants a list of scenarios and is the text \"all\".")]
    [InlineData("""{ "scenarios": [101] }""", "A scenario is an object such as { \"id\": 101 }; this is the number 101.")]
    [InlineData("""{ "scenarios": [{ "id": 1, "tags": "smoke" }] }""", "\"tags\" wants a list of texts and is the text \"smoke\".")]
    [InlineData("""{ "scenarios": [{ "id": 1, "tags": [1] }] }""", "\"tags\" wants a list of texts; this entry is the number 1.")]
    [InlineData("""{ "scenarios": [{ "id": 1, "skip": true }] }""", "\"skip\" wants the reason as a text and is true.")]
    [InlineData("""{ "scenarios": [{ "id": 1, "expect": [] }] }""", "\"expect\" wants an object of metrics and is a list.")]
    [InlineData("""{ "scenarios": [{ "id": 1, "mode": null }] }""", "\"mode\" wants the name of a mode and is null.")]
    [InlineData(
        """{ "options": [], "scenarios": [{ "id": 1 }] }""",
        "\"options\" wants an object with a mode for each property and is a list."
    )]
    [InlineData(
        """{ "options": { "text": 1 }, "scenarios": [{ "id": 1 }] }""",
        "\"text\" wants an object of request fields and is the number 1."
    )]
    [InlineData(
        """{ "suites": "a.json", "scenarios": [{ "id": 1 }] }""",
        "\"suites\" wants a list of file names and is the text \"a.json\"."
    )]
    public void A_value_of_another_type_is_described(string json, string message)
    {
        var problem = Reading.Problem(json);

        Assert.Equal((DiagnosticCodes.WrongType, message), (problem.Code, problem.Message));
    }

    [Theory]
    [InlineData("{ \"until\": \"2027-02-29\", \"reason\": \"x\" }", DiagnosticCodes.QuarantineDay, "is the text \"2027-02-29\".")]
    [InlineData("{ \"until\": \"31.01.2027\", \"reason\": \"x\" }", DiagnosticCodes.QuarantineDay, "\"yyyy-mm-dd\"")]
    [InlineData("{ \"until\": 2027, \"reason\": \"x\" }", DiagnosticCodes.QuarantineDay, "is the number 2027.")]
    [InlineData("{ \"reason\": \"x\" }", DiagnosticCodes.QuarantineIncomplete, "needs its last day")]
    [InlineData("{ \"until\": \"2027-01-31\" }", DiagnosticCodes.QuarantineIncomplete, "needs a \"reason\"")]
    [InlineData("{ \"until\": \"2027-01-31\", \"reason\": \"\" }", DiagnosticCodes.EmptyText, "\"reason\" is empty.")]
    [InlineData(
        "{ \"until\": \"2027-01-31\", \"reason\": \"x\", \"untill\": 1 }",
        DiagnosticCodes.UnknownProperty,
        "Did you mean \"until\"?"
    )]
    [InlineData("\"2027-01-31\"", DiagnosticCodes.WrongType, "\"quarantine\" wants an object such as")]
    public void A_quarantine_has_a_last_day_and_a_reason(string quarantine, string code, string message)
    {
        var problem = Reading.ScenarioProblem($"\"quarantine\": {quarantine}");

        Assert.Equal((code, DiagnosticSeverity.Error), (problem.Code, problem.Severity));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_property_that_stands_twice_is_an_error()
    {
        var problem = Reading.Problem("""{ "scenarios": [{ "id": 1, "id": 2 }] }""");

        Assert.Equal((DiagnosticCodes.DuplicateProperty, 28), (problem.Code, problem.Location.Column));
    }

    [Theory]
    [InlineData("""{ "scenario": 1, "scenarios": [{ "id": 1 }] }""", "Did you mean \"scenarios\"?", true)]
    [InlineData("""{ "testProfiles": [1], "scenarios": [{ "id": 1 }] }""", "Did you mean \"test_profiles\"?", true)]
    [InlineData("""{ "scenarios": [{ "id": 1, "fodler": "x" }] }""", "Did you mean \"folder\"?", true)]
    [InlineData("""{ "personalities": [{ "id": 1, "voice": "x" }], "scenarios": [{ "id": 1 }] }""", "Known: id, name.", false)]
    public void An_unknown_property_is_an_error_when_another_is_near_and_else_a_warning(string json, string advice, bool isError)
    {
        var problem = Reading.Problem(json);

        Assert.Equal(
            (DiagnosticCodes.UnknownProperty, isError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning),
            (problem.Code, problem.Severity)
        );
        Assert.EndsWith(advice, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "api_key": "canary-1234", "scenarios": [{ "id": 1 }] }""")]
    [InlineData("""{ "scenarios": [{ "id": 1, "apiKey": "canary-1234" }] }""")]
    [InlineData("""{ "scenarios": [{ "id": 1 }], "options": { "API_KEY": "canary-1234" } }""")]
    [InlineData(
        """{ "scenarios": [{ "id": 1 }], "options": { "text": { "websocket_headers": { "X-CEKURA-API-KEY": "canary-1234" } } } }"""
    )]
    public void A_key_is_refused_anywhere_and_never_shown(string json)
    {
        var problem = Reading.Problem(json);

        Assert.Equal((DiagnosticCodes.KeyInManifest, DiagnosticSeverity.Error), (problem.Code, problem.Severity));
        Assert.Contains("CEKURA_API_KEY", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_for_the_agent_is_no_key_of_ours() =>
        Reading.Manifest(
            """{ "scenarios": [{ "id": 1 }], "options": { "text": { "websocket_headers": { "X-API-Key": "for the agent" } } } }"""
        );

    [Theory]
    [InlineData("""{ "scenarios": [{ "name": "x" }] }""")]
    [InlineData("""{ "personalities": [{ "name": "x" }], "scenarios": [{ "id": 1 }] }""")]
    public void An_id_must_be_given(string json) => Assert.Equal(DiagnosticCodes.MissingProperty, Reading.Problem(json).Code);

    [Theory]
    [InlineData("""{ "name": " ", "scenarios": [{ "id": 1 }] }""")]
    [InlineData("""{ "scenarios": [{ "id": 1, "tags": [""] }] }""")]
    [InlineData("""{ "scenarios": [{ "id": 1, "skip": "" }] }""")]
    [InlineData("""{ "scenarios": [{ "id": 1, "expect": { "": "pass" } }] }""")]
    [InlineData("""{ "suites": [""], "scenarios": [{ "id": 1 }] }""")]
    public void A_text_is_not_empty(string json) => Assert.Equal(DiagnosticCodes.EmptyText, Reading.Problem(json).Code);

    [Theory]
    [InlineData(
        """{ "mode": "txt", "scenarios": [{ "id": 1 }] }""",
        "\"txt\" is not a mode. Did you mean \"text\"? The modes are text, voice,"
    )]
    [InlineData("""{ "scenarios": [{ "id": 1, "mode": "LiveKit" }] }""", "\"LiveKit\" is not a mode. The modes are text, voice,")]
    [InlineData("""{ "options": { "texts": {} }, "scenarios": [{ "id": 1 }] }""", "Options stand under a mode. \"texts\" is not a mode.")]
    public void An_unknown_mode_is_told_the_known_ones(string json, string start)
    {
        var problem = Reading.Problem(json);

        Assert.Equal(DiagnosticCodes.UnknownMode, problem.Code);
        Assert.StartsWith(start, problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("retell_webrtc, api_chat, email, agora.", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("1e-3")]
    [InlineData("9223372036854775808")]
    [InlineData("\"101\"")]
    [InlineData("null")]
    public void An_id_is_a_positive_integer(string id)
    {
        Assert.Equal(DiagnosticCodes.InvalidId, Reading.Problem($$"""{ "scenarios": [{ "id": {{id}} }] }""").Code);
        Assert.Equal(DiagnosticCodes.InvalidId, Reading.Problem($$"""{ "agent": {{id}}, "scenarios": [{ "id": 1 }] }""").Code);
        Assert.Equal(DiagnosticCodes.InvalidId, Reading.ScenarioProblem($"\"personalities\": [{id}]").Code);
        Assert.Equal(DiagnosticCodes.InvalidId, Reading.ScenarioProblem($$""" "test_profiles": [{ "id": {{id}} }]""").Code);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "scenarios": [] }""")]
    [InlineData("""{ "scenarios": [], "suites": [] }""")]
    public void A_manifest_without_scenarios_is_told_what_to_add(string json)
    {
        var problem = Reading.Problem(json);

        Assert.Equal(DiagnosticCodes.NoScenarios, problem.Code);
        Assert.Contains("\"scenarios\": [ { \"id\": 101 } ]", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1.5")]
    [InlineData("\"3\"")]
    [InlineData("99999999999")]
    public void A_count_is_an_integer_of_at_least_one(string count)
    {
        Assert.Equal(DiagnosticCodes.InvalidCount, Reading.ScenarioProblem($"\"frequency\": {count}").Code);
        Assert.Equal(DiagnosticCodes.InvalidCount, Reading.ScenarioProblem($"\"pass_at_least\": {count}").Code);
    }

    [Theory]
    [InlineData("\"frequency\": 3, \"pass_at_least\": 4", "\"frequency\" is 3.")]
    [InlineData("\"pass_at_least\": 2", "\"frequency\" is not given, which means 1.")]
    public void No_more_can_pass_than_run(string properties, string reason)
    {
        var problem = Reading.ScenarioProblem(properties);

        Assert.Equal(DiagnosticCodes.PassAtLeastTooHigh, problem.Code);
        Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_repetitions_may_have_to_pass() =>
        Assert.Equal(3, Reading.Scenario("\"frequency\": 3, \"pass_at_least\": 3").PassAtLeast);

    [Theory]
    [InlineData("\"10\"")]
    [InlineData("\"00:00:00\"")]
    [InlineData("\"-00:01:00\"")]
    [InlineData("\"24:00:00\"")]
    [InlineData("\"ten minutes\"")]
    [InlineData("600")]
    public void A_timeout_is_a_time_above_zero(string timeout) =>
        Assert.Equal(DiagnosticCodes.InvalidTimeout, Reading.ScenarioProblem($"\"timeout\": {timeout}").Code);

    [Theory]
    [InlineData("0:00:01", 1)]
    [InlineData("23:59:59", 86399)]
    public void A_timeout_is_read_in_hours_minutes_and_seconds(string timeout, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Reading.Scenario($"\"timeout\": \"{timeout}\"").Timeout);

    [Fact]
    public void Text_of_the_file_cannot_steer_a_console()
    {
        var problem = Reading.Problem("""{ "mode": "\u001b[31mred\u202e\r\n", "scenarios": [{ "id": 1 }] }""");

        Assert.StartsWith(
            """
            "\u001b[31mred\u202e\u000d\u000a" is not a mode.
            """,
            problem.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Long_text_of_the_file_is_cut() =>
        Assert.InRange(Reading.ScenarioProblem($"\"timeout\": \"{new string('x', 100_000)}\"").Message.Length, 60, 200);
}

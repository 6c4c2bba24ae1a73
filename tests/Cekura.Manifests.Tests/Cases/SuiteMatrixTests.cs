using System.Text.Json.Nodes;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Cases;

public sealed class SuiteMatrixTests
{
    private const string Two = """
        { "version": "1", "suite": { "name": "Refunds" }, "defaults": { "tags": [ "all" ] }, "scenarios": [
          { "key": "gift", "name": "Gift, returned", "instructions": "", "personality": { "base": 3, "name": "Angry" }, "frequency": 2 },
          { "name": "Late", "instructions": "", "tags": [ "smoke" ] } ] }
        """;

    [Fact]
    public void The_manifest_s_personalities_and_profiles_multiply_the_suite()
    {
        var manifest = Reading.Manifest(
            """
            { "agent": 12, "mode": "voice", "personalities": [ { "id": 3, "name": "Calm" }, 7 ], "test_profiles": [ { "id": 20, "name": "Maria" } ],
              "suites": [ "refunds.tests.json" ] }
            """
        );

        var cases = SuiteMatrix.Expand(Suite.Of(Two), manifest, new CekuraSettings());

        Assert.Equal(
            ["Gift, returned [Calm, Maria]", "Gift, returned [Personality 7, Maria]", "Late [Calm, Maria]", "Late [Personality 7, Maria]"],
            cases.Select(scenarioCase => scenarioCase.DisplayName)
        );
        Assert.Equal("Refunds.Gift_returned.Calm_Maria", cases[0].FullyQualifiedName);
        Assert.All(cases, scenarioCase =>
            Assert.Equal((12, "voice", 0), (scenarioCase.AgentId, scenarioCase.Mode, scenarioCase.ScenarioId))
        );
        Assert.Equal([2, 2, 1, 1], cases.Select(scenarioCase => scenarioCase.Frequency));
        Assert.Equal(new SourceLocation(Suite.Path, 2, 3), cases[1].Location);
        Assert.Equal(["smoke"], cases[3].Tags);
    }

    [Theory]
    [InlineData("\"personality\": 3", "Calm", 3L)]
    [InlineData("\"personality\": 4", "Personality 4", 4L)]
    [InlineData("\"personality\": { \"base\": 3 }", "Calm adjusted", null)]
    [InlineData("\"personality\": { \"base\": 3, \"name\": \"Angry\" }", "Angry", null)]
    [InlineData("\"tags\": []", "Default personality", null)]
    public void Without_the_manifest_s_a_test_case_keeps_its_own_personality(string property, string name, long? id)
    {
        // Names are known from the manifest although its scenarios are the only ones that take them.
        var manifest = new CekuraManifest
        {
            Path = "cekura.json",
            Name = "M",
            AgentId = 12,
        };

        var scenarioCase = Assert.Single(SuiteMatrix.Expand(Suite.Of(Suite.Case(property)), manifest, new CekuraSettings()));

        Assert.Equal(id, scenarioCase.PersonalityId);
        Assert.Equal(name.Replace("Calm", "Personality 3", StringComparison.Ordinal), scenarioCase.PersonalityName);
    }

    [Fact]
    public void The_settings_stand_above_manifest_and_suite()
    {
        var manifest = Reading.Manifest("""{ "agent": 12, "mode": "voice", "personalities": [ 3 ], "suites": [ "s.tests.json" ] }""");

        var cases = SuiteMatrix.Expand(
            Suite.Of(Two),
            manifest,
            new CekuraSettings
            {
                AgentId = 13,
                Mode = "text",
                PersonalityIds = [8, 9],
                Frequency = 3,
                Tags = ["ALL"],
            }
        );

        Assert.Equal([8L, 9], cases.Select(scenarioCase => scenarioCase.PersonalityId));
        Assert.All(cases, scenarioCase =>
            Assert.Equal(
                ("Gift, returned", 13, "text", 6),
                (scenarioCase.ScenarioName, scenarioCase.AgentId, scenarioCase.Mode, scenarioCase.Frequency)
            )
        );
    }

    [Fact]
    public void Settings_that_select_scenarios_of_the_service_leave_no_test_case()
    {
        Assert.Empty(SuiteMatrix.Expand(Suite.Of(Two), manifest: null, new CekuraSettings { ScenarioIds = [101] }));
        Assert.Empty(SuiteMatrix.Expand(Suite.Of(Two), manifest: null, new CekuraSettings { FolderPath = "Booking" }));
    }

    [Fact]
    public void The_manifest_names_the_own_personality_of_a_test_case()
    {
        // Profiles of the settings would otherwise be multiplied with the manifest's personalities.
        var manifest = Reading.Manifest(
            """{ "agent": 12, "personalities": [ { "id": 3, "name": "Calm" } ], "suites": [ "s.tests.json" ] }"""
        );
        var suite = Suite.Of(Suite.Case("\"personality\": 4"));

        var settings = new CekuraSettings { PersonalityIds = [3], TestProfileIds = [20, 21] };
        Assert.Equal(
            ["Refund [Calm, Profile 20]", "Refund [Calm, Profile 21]"],
            SuiteMatrix.Expand(suite, manifest, settings).Select(scenarioCase => scenarioCase.DisplayName)
        );
    }

    [Theory]
    [InlineData("\"personality\": { \"base\": 3, \"name\": \"  \" }", "Personality 3 adjusted")]
    [InlineData(
        "\"personality\": { \"name\": \"Angry\", \"language\": \"en\", \"prompt\": \"p\", \"voice_model\": \"sonic-3.5\", \"voice_id\": \"v\", \"background_noise\": \"\" }",
        "Angry"
    )]
    [InlineData(
        "\"personality\": { \"language\": \"en\", \"prompt\": \"p\", \"voice_model\": \"sonic-3.5\", \"voice_id\": \"v\", \"background_noise\": \"\" }",
        "Inline personality"
    )]
    public void A_personality_in_place_has_a_name(string property, string name) =>
        Assert.Equal(
            name,
            Assert.Single(SuiteMatrix.Expand(Suite.Of(Suite.Case(property)), manifest: null, new CekuraSettings())).PersonalityName
        );

    [Fact]
    public void Any_tag_of_the_settings_selects_and_a_frequency_beyond_all_bounds_stays_one()
    {
        var settings = new CekuraSettings { Tags = ["smoke", "other"], Frequency = int.MaxValue };

        Assert.Equal(
            ["Late"],
            SuiteMatrix.Expand(Suite.Of(Two), manifest: null, settings).Select(scenarioCase => scenarioCase.ScenarioName)
        );
        Assert.Equal(
            [int.MaxValue, int.MaxValue],
            SuiteMatrix
                .Expand(Suite.Of(Two), manifest: null, new CekuraSettings { Frequency = int.MaxValue, FolderPath = "" })
                .Select(scenarioCase => scenarioCase.Frequency)
        );
    }

    [Fact]
    public void Options_of_the_settings_lie_over_the_manifest_s()
    {
        var manifest = Reading.Manifest(
            """{ "mode": "text", "options": { "text": { "concurrency_limit": 2, "project_id": 5 } }, "suites": [ "s.tests.json" ] }"""
        );
        var settings = new CekuraSettings
        {
            Options = new Dictionary<string, JsonObject> { ["text"] = new() { ["concurrency_limit"] = 4 } },
        };

        Assert.All(SuiteMatrix.Expand(Suite.Of(Two), manifest, settings), scenarioCase =>
            Assert.Equal("""{"concurrency_limit":4,"project_id":5}""", scenarioCase.Options!.ToJsonString())
        );
        Assert.Null(SuiteTarget.Of(manifest: null, new CekuraSettings { AgentId = 12 }).Options);
        Assert.Equal("text", SuiteTarget.Of(manifest: null, new CekuraSettings()).Mode);
    }

    [Fact]
    public void Everything_wrong_with_a_target_is_said_at_once()
    {
        var settings = new CekuraSettings
        {
            Mode = "websocket",
            Options = new Dictionary<string, JsonObject> { ["websocket"] = new() { ["websocket_url"] = "ws://a" } },
        };

        var problems = SuiteTarget.Of(manifest: null, settings).Check(new SourceLocation(Suite.Path, 1, 1));

        Assert.Equal(
            [DiagnosticCodes.SuiteMode, DiagnosticCodes.SuiteWithoutAgent, DiagnosticCodes.SuiteOption],
            problems.Select(problem => problem.Code)
        );
    }

    [Theory]
    [InlineData("websocket", 12L, "{}", "error CEK0306")]
    [InlineData("text", null, "{}", "error CEK0307")]
    [InlineData("text", 12L, """{ "websocket_url": "ws://a" }""", "warning CEK0308")]
    [InlineData(
        "chirp",
        12L,
        """{ "websocket_url": "ws://a", "mode": "different_numbers", "agent_number": "+14155551234", "outbound_phone_number": "+14155551234", "mock_tool_names": [] }""",
        null
    )]
    [InlineData("pipecat_v2", 12L, """{ "pipecat_data": {} }""", null)]
    [InlineData("voice", 12L, """{ "dial_command": [ "dial" ] }""", null)]
    [InlineData("voice", 12L, """{ "assistant_id": "a" }""", "warning CEK0308")]
    [InlineData("livekit_v2", 12L, """{ "livekit_data": {}, "concurrency_limit": 2 }""", null)]
    public void A_target_that_suites_cannot_have_is_a_problem(string mode, long? agent, string options, string? problem)
    {
        var manifest = Reading.Manifest(
            $$"""{ "mode": "{{mode}}", "options": { "{{mode}}": {{options}} }, "suites": [ "s.tests.json" ] }"""
        ) with
        {
            AgentId = agent,
        };

        var found = SuiteTarget.Of(manifest, new CekuraSettings()).Check(manifest.Suites[0].Location).SingleOrDefault();

        Assert.Equal(problem is null, found is null);
        Assert.StartsWith(
            $"cekura.json(1,{manifest.Suites[0].Location.Column}): {problem}",
            found?.ToString() ?? $"cekura.json(1,{manifest.Suites[0].Location.Column}): ",
            StringComparison.Ordinal
        );
    }
}

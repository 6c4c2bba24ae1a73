using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Tests.Manifest;
using Cekura.Manifests.Tests.Suites;
using Cekura.Manifests.Text;
using Cekura.Runs.Plan;

namespace Cekura.Runs.Tests.Plan;

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
    public void A_plan_cuts_a_suite_into_200_entries_a_request()
    {
        var entries = string.Join(
            ',',
            Enumerable.Range(0, 150).Select(i => $$"""{ "name": "{{i}}", "instructions": "", "frequency": 2 }""")
        );
        var cases = SuiteMatrix.Expand(
            Suite.Of($$"""{ "version": "1", "scenarios": [{{entries}}] }"""),
            manifest: null,
            new CekuraSettings { AgentId = 1, PersonalityIds = [3, 7] }
        );

        var plan = RunPlan.For(cases);

        Assert.Equal([200, 100], plan.Batches.Select(batch => batch.Cases.Count));
        Assert.Equal("600 runs of 300 cases in 2 requests", plan.ToString());
    }

    [Fact]
    public void A_plan_cuts_a_suite_at_1_MB_counted_in_UTF_8()
    {
        var text = new string('ü', 100_000);
        var cases = SuiteMatrix.Expand(
            Suite.Of(
                $$"""{ "version": "1", "scenarios": [ { "name": "A", "instructions": "{{text}}" }, { "name": "B", "instructions": "{{text}}" } ] }"""
            ),
            manifest: null,
            new CekuraSettings { AgentId = 1, PersonalityIds = [1, 2, 3] }
        );

        Assert.Equal([4, 2], RunPlan.For(cases).Batches.Select(batch => batch.Cases.Count));
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

using System.Text;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Manifest;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Cases;

/// <summary>What a manifest asks of a mode that settings choose, or what settings ask of its mode.</summary>
public sealed class CaseRulesTests
{
    private readonly List<ManifestDiagnostic> _problems = [];

    [Fact]
    public void Personalities_of_the_manifest_meet_a_mode_of_the_settings()
    {
        var cases = Allowed(
            """{ "scenarios": [ { "id": 1, "personalities": [3, 7] }, { "id": 2, "personalities": [3] }, { "id": 4 } ] }""",
            new() { Mode = "websocket" }
        );

        Assert.Equal([4L], cases.Select(scenarioCase => scenarioCase.ScenarioId));
        var problem = Assert.Single(_problems);
        Assert.Equal(DiagnosticCodes.ModeTakesNoPersonalities, problem.Code);
        Assert.EndsWith("(1 more of the scenarios does the same.)", problem.Message, StringComparison.Ordinal);
        Assert.Equal(("cekura.json", 18), (problem.Location.Path, problem.Location.Column));
    }

    [Fact]
    public void Personalities_profiles_and_frequency_of_the_settings_meet_a_mode_of_the_manifest()
    {
        var settings = new CekuraSettings
        {
            PersonalityIds = [3],
            TestProfileIds = [9],
            Frequency = 101,
        };

        Assert.Empty(Allowed("""{ "mode": "websocket", "scenarios": [ { "id": 1 } ] }""", settings));
        Assert.Equal(
            [DiagnosticCodes.ModeTakesNoPersonalities, DiagnosticCodes.ModeTakesNoTestProfiles, DiagnosticCodes.FrequencyTooHigh],
            _problems.Select(problem => problem.Code)
        );
    }

    [Theory]
    [InlineData("vapi_webrtc", "Mode vapi_webrtc needs the option \"vapi_assistant_id\".")]
    [InlineData("api_chat", "Mode api_chat needs the option \"command\" or \"endpoint\" or \"agent\".")]
    public void A_mode_needs_its_options(string mode, string message)
    {
        Assert.Empty(Allowed($$"""{ "mode": "{{mode}}", "scenarios": [ { "id": 1 } ] }"""));

        var problem = Assert.Single(_problems);
        Assert.Equal(DiagnosticCodes.MissingOption, problem.Code);
        Assert.StartsWith(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_may_give_what_a_mode_needs()
    {
        var read = SettingsReader.Read(
            new Dictionary<string, string?> { ["Options.vapi_webrtc.vapi_assistant_id"] = "asst_1" },
            new Dictionary<string, string?>(),
            config: null,
            baseDirectory: null
        );

        var only = Assert.Single(Allowed("""{ "mode": "vapi_webrtc", "scenarios": [ { "id": 1 } ] }""", read.Settings));

        Assert.Empty(_problems);
        Assert.Equal("""{"vapi_assistant_id":"asst_1"}""", only.Options!.ToJsonString());
    }

    [Fact]
    public void Each_rule_is_told_once_a_mode_at_the_first_scenario_with_the_number_of_the_others()
    {
        Assert.Empty(
            Allowed(
                """
                { "mode": "websocket", "scenarios": [ { "id": 1 }, { "id": 2 }, { "id": 4 },
                  { "id": 5, "mode": "email" } ] }
                """,
                new() { PersonalityIds = [3, 7] }
            )
        );

        Assert.Equal(2, _problems.Count);
        Assert.StartsWith("Mode websocket ", _problems[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("(2 more of the scenarios do the same.)", _problems[0].Message, StringComparison.Ordinal);
        Assert.Equal((1, 39), (_problems[0].Location.Line, _problems[0].Location.Column));
        Assert.StartsWith("Mode email ", _problems[1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the same", _problems[1].Message, StringComparison.Ordinal);
        Assert.Equal(2, _problems[1].Location.Line);
    }

    [Fact]
    public void One_of_the_options_that_a_mode_needs_is_enough()
    {
        Assert.Single(
            Allowed(
                """{ "mode": "api_chat", "options": { "api_chat": { "endpoint": "http://localhost:8080/" } }, "scenarios": [ { "id": 1 } ] }"""
            )
        );
        Assert.Empty(_problems);
    }

    private IReadOnlyList<ScenarioCase> Allowed(string json, CekuraSettings? settings = null)
    {
        var manifest = new ManifestReader().Parse(Encoding.UTF8.GetBytes(json), "cekura.json").Manifest!;
        return CaseRules.Allowed(CaseMatrix.Expand(manifest, settings ?? new()), _problems.Add);
    }
}

using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Discovery;

public sealed class ProjectCheckTests : IDisposable
{
    private const string GoodSuite =
        """{ "version": "1", "scenarios": [ { "name": "Refund", "instructions": "Ask.", "metrics": [3], "tools": ["end_call"] } ] }""";

    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-check-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(50, false)]
    [InlineData(51, true)]
    public void More_than_100_runs(int frequency, bool isWarned)
    {
        var manifest = Write(
            "cekura.json",
            $$"""{ "scenarios": [ { "id": 1, "personalities": [3, 7], "frequency": {{frequency}}, "pass_at_least": 1 }, { "id": 2, "skip": "later" } ] }"""
        );

        var found = Check(Project([manifest], []));

        Assert.Equal(isWarned ? [DiagnosticCodes.ManyRuns] : [], found.Select(diagnostic => diagnostic.Code));
        Assert.All(found, warning => Assert.Contains("starts 102 runs", warning.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_suite_that_two_manifests_list_is_told_once_and_counted_twice()
    {
        var suite = Write("refunds.tests.json", GoodSuite.Replace("\"metrics\": [3]", "\"frequency\": 51", StringComparison.Ordinal));
        var manifests = new[] { 3, 7 }
            .Select(caller => Write($"{caller}.cekura.json", $$"""{ "personalities": [{{caller}}], "suites": ["refunds.tests.json"] }"""))
            .ToArray();

        var found = Check(Project(manifests, [suite]));

        Assert.Equal([DiagnosticCodes.NothingMeasured, DiagnosticCodes.ManyRuns], found.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void A_test_that_two_manifests_have_is_an_error_unless_each_may_be_a_fixture_of_its_own()
    {
        var project = Project(
            [
                Write("cekura.json", """{ "name": "A", "scenarios": [ { "id": 1 } ] }"""),
                Write("b.cekura.json", """{ "name": "B", "scenarios": [ { "id": 1 } ] }"""),
            ],
            []
        );

        Assert.Equal(
            [(DiagnosticCodes.DuplicatePair, DiagnosticSeverity.Error)],
            Check(project).Select(found => (found.Code, found.Severity))
        );
        Assert.Equal(
            [(DiagnosticCodes.DuplicatePair, DiagnosticSeverity.Warning)],
            ProjectCheck.Check(project, new CekuraSettings(), isCodeFirst: true).Select(found => (found.Code, found.Severity))
        );
    }

    [Fact]
    public void A_suite_outside_of_any_manifest_is_named_and_one_without_manifests_is_not()
    {
        var suite = Write("refunds.tests.json", GoodSuite);
        var manifest = Write("cekura.json", """{ "scenarios": [ { "id": 1 } ] }""");

        Assert.Equal([DiagnosticCodes.SuiteNotListed], Check(Project([manifest], [suite])).Select(diagnostic => diagnostic.Code));
        Assert.Empty(Check(Project([], [suite])));
    }

    [Fact]
    public void A_listed_suite_that_is_missing_is_an_error_where_it_is_listed()
    {
        var manifest = Write("cekura.json", "{\n  \"suites\": [\"gone.tests.json\"] }");

        var error = Assert.Single(Check(Project([manifest], [])));

        Assert.Equal((DiagnosticCodes.SuiteNotFound, new SourceLocation(manifest, 2, 14)), (error.Code, error.Location));
    }

    [Fact]
    public void A_pair_in_a_mode_without_personalities_whoever_says_the_mode()
    {
        var manifest = Project([Write("cekura.json", """{ "scenarios": [ { "id": 1, "personalities": [3] } ] }""")], []);

        Assert.Empty(Check(manifest));
        Assert.Equal(
            [DiagnosticCodes.ModeTakesNoPersonalities],
            ProjectCheck.Check(manifest, new CekuraSettings { Mode = "retell_webrtc" }).Select(error => error.Code)
        );
    }

    [Fact]
    public void What_the_seed_has_no_rule_for_is_told_where_it_is_asked()
    {
        var manifest = Write(
            "cekura.json",
            """{ "agent": 12, "scenarios": [ { "id": 1 }, { "id": 2 }, { "id": 3 }, { "id": 4 }, { "id": 5, "skip": "later" } ], "suites": ["refunds.tests.json"] }"""
        );
        var suite = Write(
            "refunds.tests.json",
            """
            { "version": "1", "scenarios": [
              { "name": "Refund", "instructions": "Ask.", "tools": ["end_call"], "expected_outcome": "Refunded." },
              { "name": "Canned", "instructions": "Ask.", "tools": ["end_call"], "expected_outcome": "Refunded." },
              { "name": "Ruled", "instructions": "Ask.", "tools": ["end_call"], "expected_outcome": "Refunded." },
              { "name": "Measured", "instructions": "Ask.", "tools": ["end_call"], "metrics": ["polite", 6] } ] }
            """
        );
        var settings = Emulator(
            Write(
                "emulator.seed.json",
                """
                { // As people write it.
                  "agents": [{ "id": 12 }],
                  "metrics": [{ "id": 5, "name": "Polite" }, { "id": 6, "name": "Bye", "rule": { "agent_says": "Bye" } }, { "id": 48, "name": "Expected Outcome", "slug": "expected_outcome" }],
                  "scenarios": [
                    { "id": 1, "name": "One", "expected_outcome_prompt": "Fine.", "metrics": [6, 48] },
                    { "id": 2, "name": "Two", "metrics": [5, 6] },
                    { "id": 3, "name": "Ruled", "agent": 12, "expected_outcome_prompt": "Fine.", "outcomes": [{ "text": "Fine.", "rule": { "agent_says": "Bye" } }] },
                    { "id": 4, "name": "Canned", "expected_outcome_prompt": "Fine.", "replay": { "turns": [], "success": true } },
                    { "id": 5, "name": "Skipped", "expected_outcome_prompt": "Fine." },
                    { "id": 6, "name": "Of another", "expected_outcome_prompt": "Fine." },
                  ],
                }
                """
            )
        );

        var found = ProjectCheck.Check(Project([manifest], [suite]), settings);

        Assert.Equal(
            [
                ("emulator.seed.json", 5, "Scenario 1 \"One\" has no rule for its expected outcome. "),
                ("emulator.seed.json", 6, "Scenario 2 \"Two\" has no rule for metric 5. "),
                (
                    "refunds.tests.json",
                    2,
                    "Test case \"Refund\" runs on the emulator, whose seed emulator.seed.json has no rule for its expected outcome. "
                ),
                (
                    "refunds.tests.json",
                    5,
                    "Test case \"Measured\" runs on the emulator, whose seed emulator.seed.json has no rule for metric polite. "
                ),
            ],
            found.Select(warning =>
                (
                    Path.GetFileName(warning.Location.Path),
                    warning.Location.Line,
                    warning.Message[..(warning.Message.IndexOf(". ", StringComparison.Ordinal) + 2)]
                )
            )
        );
        Assert.All(found, warning =>
            Assert.Equal((DiagnosticCodes.NotJudged, DiagnosticSeverity.Warning), (warning.Code, warning.Severity))
        );
        Assert.Empty(ProjectCheck.Check(Project([manifest], [suite]), settings with { ApiUrl = CekuraSettings.ServiceUrl }));
    }

    [Fact]
    public void Where_a_model_judges_the_lines_are_checked_that_it_judges()
    {
        var suite = Write(
            "refunds.tests.json",
            """
            { "version": "1", "scenarios": [
              { "name": "Refund", "instructions": "Ask.", "expected_outcome": "The agent is good." },
              { "name": "Ruled", "instructions": "Ask.", "expected_outcome": "The agent is good.", "tools": ["end_call"] } ] }
            """
        );
        var manifest = Write(
            "cekura.json",
            """{ "scenarios": [ { "id": 1 }, { "id": 2 }, { "id": 3 } ], "suites": ["refunds.tests.json"] }"""
        );
        var seed = Write(
            "emulator.seed.json",
            """
            {
              "agents": [{ "id": 12 }],
              "scenarios": [
                { "id": 1, "name": "One", "expected_outcome_prompt": "The agent greets.\nThe agent answers quickly." },
                { "id": 2, "name": "Ruled", "outcomes": [{ "text": "The agent is good.", "rule": { "agent_says": "good" } }], "expected_outcome_prompt": "The agent is good." },
                { "id": 3, "name": "Whole", "outcomes": [{ "text": "It is good.", "rule": { "agent_says": "good" } }], "expected_outcome_prompt": "The agent is nice." },
              ],
            }
            """
        );

        var settings = Emulator(seed) with { ModelUrl = new("http://localhost:11434/v1") };
        var found = ProjectCheck.Check(Project([manifest], [suite]), settings);
        var service = ProjectCheck.Check(Project([manifest], [suite]), new CekuraSettings());

        Assert.Equal(
            [("emulator.seed.json", DiagnosticCodes.NotInTranscript), ("refunds.tests.json", DiagnosticCodes.NoMeasure)],
            found.Select(warning => (Path.GetFileName(warning.Location.Path), warning.Code))
        );
        Assert.Equal(
            [(DiagnosticCodes.CallerNeverEnds, 2), (DiagnosticCodes.NoMeasure, 2), (DiagnosticCodes.NoMeasure, 3)],
            service.Select(warning => (warning.Code, warning.Location.Line))
        );
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{ \"scenarios\": 5 }")]
    public void A_seed_that_cannot_be_read_is_the_emulators_business(string seed)
    {
        var manifest = Project([Write("cekura.json", """{ "scenarios": [ { "id": 1 } ] }""")], []);

        Assert.Empty(ProjectCheck.Check(manifest, Emulator(Write("emulator.seed.json", seed))));
        Assert.Empty(ProjectCheck.Check(manifest, Emulator(Path.Combine(_folder, "gone.json"))));
    }

    private static CekuraSettings Emulator(string seed) => new() { ApiUrl = null, Seed = seed };

    private static IReadOnlyList<ManifestDiagnostic> Check(ProjectFiles project) => ProjectCheck.Check(project, new CekuraSettings());

    private string Write(string name, string json)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, json);
        return path;
    }

    private static ProjectFiles Project(string[] manifests, string[] suites) =>
        new("App", "cekura.runsettings", [.. manifests.Select(SourceFile.Original)], [.. suites.Select(SourceFile.Original)]);
}

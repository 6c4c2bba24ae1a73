using Cekura.Runs.Discovery;
using Cekura.Runs.Lint;
using Cekura.Runs.Manifest;
using Cekura.Runs.Settings;

namespace Cekura.Runs.Tests.Lint;

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
        var manifest = Write("cekura.json", $$"""{ "scenarios": [ { "id": 1, "personalities": [3, 7], "frequency": {{frequency}}, "pass_at_least": 1 }, { "id": 2, "skip": "later" } ] }""");

        var found = Check(Project([manifest], []));

        Assert.Equal(isWarned ? [DiagnosticCodes.ManyRuns] : [], found.Select(diagnostic => diagnostic.Code));
        Assert.All(found, warning => Assert.Contains("starts 102 runs", warning.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_suite_that_two_manifests_list_is_told_once_and_counted_twice()
    {
        var suite = Write("refunds.tests.json", GoodSuite.Replace("\"metrics\": [3]", "\"frequency\": 51", StringComparison.Ordinal));
        var manifests = new[] { 3, 7 }.Select(caller => Write($"{caller}.cekura.json", $$"""{ "personalities": [{{caller}}], "suites": ["refunds.tests.json"] }""")).ToArray();

        var found = Check(Project(manifests, [suite]));

        Assert.Equal([DiagnosticCodes.NothingMeasured, DiagnosticCodes.ManyRuns], found.Select(diagnostic => diagnostic.Code));
    }

    [Fact]
    public void A_test_that_two_manifests_have_is_an_error_unless_each_may_be_a_fixture_of_its_own()
    {
        var project = Project([Write("cekura.json", """{ "name": "A", "scenarios": [ { "id": 1 } ] }"""), Write("b.cekura.json", """{ "name": "B", "scenarios": [ { "id": 1 } ] }""")], []);

        Assert.Equal([(DiagnosticCodes.DuplicatePair, DiagnosticSeverity.Error)], Check(project).Select(found => (found.Code, found.Severity)));
        Assert.Equal(
            [(DiagnosticCodes.DuplicatePair, DiagnosticSeverity.Warning)],
            ProjectCheck.Check(project, new CekuraSettings(), isCodeFirst: true).Select(found => (found.Code, found.Severity)));
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
        Assert.Equal([DiagnosticCodes.ModeTakesNoPersonalities], ProjectCheck.Check(manifest, new CekuraSettings { Mode = "retell_webrtc" }).Select(error => error.Code));
    }

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

using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Discovery;

public sealed class SuiteDiscoveryTests : IDisposable
{
    private const string Refunds = """{ "version": "1", "scenarios": [ { "name": "Refund", "instructions": "Ask for it." } ] }""";

    private readonly string _root = Directory.CreateTempSubdirectory("cekura-suites-").FullName;
    private readonly List<ManifestDiagnostic> _problems = [];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_listed_suite_is_found_relative_to_its_manifest()
    {
        Write("tests/cekura.json", """{ "agent": 12, "suites": [ "code/refunds.tests.json" ] }""");
        Write("tests/code/refunds.tests.json", Refunds);

        var suites = Discover(manifests: ["tests/cekura.json"], suites: ["tests/code/refunds.tests.json"]);

        Assert.Empty(_problems);
        Assert.Equal([("cekura", 0), ("refunds", 1)], suites.Select(suite => (suite.Name, suite.Cases.Count)));
        Assert.Equal("refunds.Refund.Default_personality", suites[1].Cases[0].FullyQualifiedName);
    }

    [Fact]
    public void A_missing_suite_is_an_error_where_the_manifest_names_it()
    {
        Write(
            "cekura.json",
            """
            { "agent": 12,
              "suites": [ "gone.tests.json" ] }
            """
        );

        Discover(manifests: ["cekura.json"]);

        var problem = Assert.Single(_problems);
        Assert.StartsWith(
            $"{Path.Combine(_root, "cekura.json")}(2,15): error CEK0300: There is no suite {Path.Combine(_root, "gone.tests.json")}",
            problem.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_suite_that_no_manifest_lists_is_a_warning()
    {
        Write("cekura.json", """{ "scenarios": [ { "id": 101 } ] }""");
        Write("refunds.tests.json", Refunds);

        Assert.Single(Discover(manifests: ["cekura.json"], suites: ["refunds.tests.json"]));
        Assert.Equal(
            (DiagnosticSeverity.Warning, true),
            (Assert.Single(_problems).Severity, _problems[0].ToString().Contains("warning CEK0305", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_advice_for_a_suite_that_no_manifest_lists_is_what_lists_it()
    {
        Write("cekura.json", """{ "agent": 12, "scenarios": [ { "id": 101 } ] }""");
        Write("deep/shop.cekura.json", """{ "name": "Shop", "agent": 12, "scenarios": [ { "id": 102 } ] }""");
        Write("code/refunds.tests.json", Refunds);
        Write("deep/er/returns.tests.json", Refunds);
        string[] manifests = ["cekura.json", "deep/shop.cekura.json"];
        string[] suites = ["code/refunds.tests.json", "deep/er/returns.tests.json"];

        Discover(manifests, suites);

        Assert.Equal(2, _problems.Count);
        Assert.EndsWith(
            "Add it to cekura.json: \"suites\": [ \"code/refunds.tests.json\" ].",
            _problems[0].Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "Add it to deep/shop.cekura.json: \"suites\": [ \"er/returns.tests.json\" ].",
            _problems[1].Message,
            StringComparison.Ordinal
        );
        _problems.Clear();
        Write("cekura.json", """{ "agent": 12, "suites": [ "code/refunds.tests.json" ] }""");
        Write("deep/shop.cekura.json", """{ "name": "Shop", "agent": 12, "suites": [ "er/returns.tests.json" ] }""");
        Discover(manifests, suites);
        Assert.Empty(_problems);
    }

    [Fact]
    public void A_suite_that_is_listed_without_its_folder_is_told_with_it()
    {
        Write("tests/cekura.json", """{ "agent": 12, "suites": [ "refunds.tests.json" ] }""");
        Write("code/refunds.tests.json", Refunds);

        Discover(manifests: ["tests/cekura.json"], suites: ["code/refunds.tests.json"]);

        Assert.Contains(_problems, problem =>
            problem.Code == "CEK0300" && problem.Message.EndsWith("Did you mean \"../code/refunds.tests.json\"?", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Without_any_manifest_suites_run_by_themselves()
    {
        Write("refunds.tests.json", Refunds);

        Assert.Single(Assert.Single(Discover(suites: ["refunds.tests.json"], settings: new CekuraSettings { AgentId = 12 })).Cases);
        Assert.Empty(_problems);
    }

    [Fact]
    public void Without_an_agent_a_suite_is_an_error_and_has_no_tests()
    {
        Write("refunds.tests.json", Refunds);

        Assert.Empty(Discover(suites: ["refunds.tests.json"]));
        Assert.Contains("refunds.tests.json(1,1): error CEK0307", Assert.Single(_problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_in_the_settings_leave_suites_out()
    {
        Write("refunds.tests.json", Refunds);

        var suite = Assert.Single(Discover(suites: ["refunds.tests.json"], settings: new CekuraSettings { ScenarioIds = [101] }));

        Assert.Equal(101, Assert.Single(suite.Cases).ScenarioId);
        Assert.Empty(_problems);
    }

    [Fact]
    public void A_suite_that_is_listed_twice_is_an_error()
    {
        Write("cekura.json", """{ "agent": 12, "suites": [ "refunds.tests.json", "./refunds.tests.json" ] }""");
        Write("refunds.tests.json", Refunds);

        Discover(manifests: ["cekura.json"], suites: ["refunds.tests.json"]);

        Assert.Contains(
            "error CEK0309: The test refunds.Refund.Default_personality is already at",
            Assert.Single(_problems).ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_name_that_can_be_no_file_is_an_error_like_any_other()
    {
        Write("cekura.json", """{ "agent": 12, "suites": [ "a\u0000b" ] }""");

        Discover(manifests: ["cekura.json"]);

        Assert.Contains("(1,28): error CEK0301", Assert.Single(_problems).ToString(), StringComparison.Ordinal);
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private IReadOnlyList<DiscoveredSuite> Discover(string[]? manifests = null, string[]? suites = null, CekuraSettings? settings = null) =>
        CaseDiscovery.Discover(
            new ProjectFiles("Some", Path.Combine(_root, "cekura.runsettings"), Files(manifests), Files(suites)),
            settings ?? new CekuraSettings(),
            _problems
        );

    private IReadOnlyList<SourceFile> Files(string[]? files) =>
        [.. (files ?? []).Select(file => SourceFile.Original(Path.Combine(_root, file)))];
}

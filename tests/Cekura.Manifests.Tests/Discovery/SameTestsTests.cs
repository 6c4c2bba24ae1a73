using Cekura.Manifests.Discovery;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;

namespace Cekura.Manifests.Tests.Discovery;

/// <summary>What stands twice in a project would be paid twice.</summary>
public sealed class SameTestsTests : IDisposable
{
    private const string Manifest = """{ "name": "Clinic", "personalities": [3, 7], "scenarios": [ { "id": 101 }, { "id": 102 } ] }""";

    private readonly string _root = Directory.CreateTempSubdirectory("cekura-same-").FullName;
    private readonly List<ManifestDiagnostic> _problems = [];

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Of_a_manifest_and_its_copy_nothing_is_left_to_start()
    {
        var suites = Discover([("cekura.json", Manifest), ("publish/cekura.json", Manifest)]);

        Assert.Equal(2, suites.Count);
        Assert.All(suites, suite => Assert.Empty(suite.Cases));
        var problem = Assert.Single(_problems);
        Assert.StartsWith(Path.Combine(_root, "publish", "cekura.json"), problem.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "error CEK0309: The test Clinic.Scenario_101.Personality_3 is already at",
            problem.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains("The two files are the same. Delete one", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pair_of_two_manifests_with_other_names_is_the_same_pair()
    {
        var suites = Discover([
            ("cekura.json", Manifest),
            ("b.cekura.json", """{ "name": "B", "scenarios": [ { "id": 102, "name": "Other", "personalities": [9, 7, 3] } ] }"""),
        ]);

        Assert.All(suites, suite => Assert.Empty(suite.Cases));
        var problem = Assert.Single(_problems);
        Assert.Contains(
            "b.cekura.json(1,31): error CEK0118: Scenario 102 with personality 7 in mode text (and 1 more of its pairs) is already at ",
            problem.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains("would be paid twice, so nothing of this project starts. Remove one", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "name": "B", "personalities": [8], "scenarios": [ { "id": 101 } ] }""")]
    [InlineData("""{ "name": "B", "personalities": [3], "test_profiles": [5], "scenarios": [ { "id": 101 } ] }""")]
    [InlineData("""{ "name": "B", "personalities": [3], "mode": "voice", "scenarios": [ { "id": 101 } ] }""")]
    [InlineData("""{ "name": "B", "personalities": [3], "agent": 13, "scenarios": [ { "id": 101 } ] }""")]
    [InlineData("""{ "name": "B", "personalities": [3], "scenarios": [ { "id": 101, "skip": "Stands elsewhere." } ] }""")]
    [InlineData("""{ "name": "B", "personalities": [3], "scenarios": [ { "id": 103 } ] }""")]
    public void Another_conversation_or_none_is_no_double(string other)
    {
        var suites = Discover([("cekura.json", Manifest), ("b.cekura.json", other)]);

        Assert.Empty(_problems);
        Assert.Equal([4, 1], suites.Select(suite => suite.Cases.Count));
    }

    [Fact]
    public void What_only_the_settings_make_the_same_runs_once()
    {
        var suites = Discover(
            [
                ("cekura.json", Manifest),
                ("voice.cekura.json", Manifest.Replace("\"Clinic\"", "\"Voice\", \"mode\": \"voice\"", StringComparison.Ordinal)),
            ],
            new CekuraSettings { Mode = "text" }
        );

        Assert.Equal([4, 0], suites.Select(suite => suite.Cases.Count));
        Assert.Contains(
            "warning CEK0118: Scenario 101 with personality 3 in mode text (and 3 more of its pairs) is already at",
            Assert.Single(_problems).ToString(),
            StringComparison.Ordinal
        );
    }

    private IReadOnlyList<DiscoveredSuite> Discover((string Name, string Json)[] manifests, CekuraSettings? settings = null)
    {
        foreach (var (name, json) in manifests)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, name))!);
            File.WriteAllText(Path.Combine(_root, name), json);
        }

        var files = manifests.Select(manifest => SourceFile.Original(Path.Combine(_root, manifest.Name))).ToList();
        return CaseDiscovery.Discover(
            new ProjectFiles("Some", Path.Combine(_root, "cekura.runsettings"), files, []),
            settings ?? new CekuraSettings(),
            _problems
        );
    }
}

using Cekura.Manifests.Discovery;

namespace Cekura.Manifests.Tests.Discovery;

public sealed class TestContainerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("cekura-container-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_dll_without_an_index_is_not_ours()
    {
        File.WriteAllText(Path.Combine(_root, "cekura.json"), "{}");

        Assert.Null(TestContainer.Find(Path.Combine(_root, "Some.dll")));
    }

    [Fact]
    public void The_index_tells_the_copy_from_the_source()
    {
        var project = Directory.CreateDirectory(Path.Combine(_root, "src")).FullName;
        File.WriteAllText(Path.Combine(project, "cekura.json"), "{}");
        File.WriteAllText(Path.Combine(_root, "elsewhere.cekura.json"), "{}");
        File.WriteAllLines(
            Path.Combine(_root, "Some.Tests.cekura"),
            [
                $"directory={project}",
                "manifest=cekura.json",
                "manifest=sub/gone.cekura.json",
                "manifest=linked.cekura.json\t../elsewhere.cekura.json",
                "suite=sub/a.tests.json",
            ]
        );

        var container = TestContainer.Find(Path.Combine(_root, "Some.Tests.dll"))!;

        Assert.Equal(Path.Combine(project, "cekura.runsettings"), container.SettingsPath);
        Assert.Equal(new SourceFile(Path.Combine(_root, "cekura.json"), Path.Combine(project, "cekura.json")), container.Manifests[0]);

        // Built elsewhere: the source is not on this machine, so locations name the copy.
        var copy = Path.Combine(_root, "sub", "gone.cekura.json");
        Assert.Equal(new SourceFile(copy, copy), container.Manifests[1]);
        Assert.Equal(
            new SourceFile(Path.Combine(_root, "linked.cekura.json"), Path.Combine(_root, "elsewhere.cekura.json")),
            container.Manifests[2]
        );
        Assert.Equal(Path.Combine(_root, "sub", "a.tests.json"), Assert.Single(container.Suites).CopyPath);
    }

    [Theory]
    [InlineData("""{ "version": "1", "scenarios": [] }""", true)]
    [InlineData("""{ "scenarios": [ { "version": 2 } ], /* ours */ "version": 1, }""", true)]
    [InlineData("""{ "$schema": "../cekura.tests.schema.json", "senarios": [] }""", true)]
    [InlineData("""{ "$schema": "https://docs.cekura.ai/schemas/test-suite/v1.json" }""", true)]
    [InlineData("""{ "version": "1", "scenarios": [ { "name": "cut of""", true)]
    [InlineData("""{ "Logging": { "LogLevel": { "Default": "Debug" } } }""", false)]
    [InlineData("""{ "api": { "version": "1", "scenarios": [] } }""", false)]
    [InlineData("""{ "version": "1", "tests": [] }""", false)]
    [InlineData("""{ "version": 1.5, "scenarios": [] }""", false)]
    [InlineData("""{ "version": "2", "scenarios": [] }""", false)]
    [InlineData("""[ "version", 1, "scenarios" ]""", false)]
    [InlineData("""{ "cut of""", false)]
    [InlineData("", false)]
    public void Of_what_was_found_a_suite_is_what_says_so(string text, bool isSuite)
    {
        File.WriteAllText(Path.Combine(_root, "appsettings.Tests.json"), text);
        File.WriteAllLines(Path.Combine(_root, "Some.Tests.cekura"), [$"directory={_root}", "found-suite=appsettings.Tests.json"]);

        var container = TestContainer.Find(Path.Combine(_root, "Some.Tests.dll"));

        Assert.Equal(isSuite ? 1 : null, container?.Suites.Count);
    }

    [Fact]
    public void What_the_project_names_is_a_suite_whatever_it_says()
    {
        File.WriteAllText(Path.Combine(_root, "a.tests.json"), "{}");
        File.WriteAllLines(Path.Combine(_root, "Some.Tests.cekura"), [$"directory={_root}", "suite=a.tests.json"]);

        Assert.Single(TestContainer.Find(Path.Combine(_root, "Some.Tests.dll"))!.Suites);
    }

    [Fact]
    public void The_project_s_settings_are_indexed_as_manifests_are()
    {
        var project = Directory.CreateDirectory(Path.Combine(_root, "src")).FullName;
        var source = Path.Combine(project, "cekura.runsettings");
        var copy = Path.Combine(_root, "cekura.runsettings");
        File.WriteAllText(source, "<RunSettings />");
        File.WriteAllLines(
            Path.Combine(_root, "Some.Tests.cekura"),
            [$"directory={project}", "settings=cekura.runsettings\tcekura.runsettings"]
        );

        var here = TestContainer.Find(Path.Combine(_root, "Some.Tests.dll"))!;
        Directory.Delete(project, recursive: true);
        var elsewhere = TestContainer.Find(Path.Combine(_root, "Some.Tests.dll"))!;

        Assert.Equal((new SourceFile(copy, source), project), (here.Settings, here.BaseDirectory));
        Assert.Equal((new SourceFile(copy, copy), _root), (elsewhere.Settings, elsewhere.BaseDirectory));
    }

    [Fact]
    public void A_copy_that_no_index_names_is_yesterday_s()
    {
        File.WriteAllText(Path.Combine(_root, "cekura.runsettings"), "<RunSettings />");
        File.WriteAllLines(Path.Combine(_root, "Some.Tests.cekura"), [$"directory={Path.Combine(_root, "src")}", "manifest=cekura.json"]);

        Assert.Null(TestContainer.Find(Path.Combine(_root, "Some.Tests.dll"))!.Settings);
    }
}

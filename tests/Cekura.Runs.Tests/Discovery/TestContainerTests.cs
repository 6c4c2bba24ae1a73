using Cekura.Runs.Discovery;

namespace Cekura.Runs.Tests.Discovery;

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
        File.WriteAllLines(Path.Combine(_root, "Some.Tests.cekura"), [$"directory={project}", "manifest=cekura.json", "manifest=sub/gone.cekura.json", "manifest=linked.cekura.json\t../elsewhere.cekura.json", "suite=sub/a.tests.json"]);

        var container = TestContainer.Find(Path.Combine(_root, "Some.Tests.dll"))!;

        Assert.Equal(Path.Combine(project, "cekura.runsettings"), container.SettingsPath);
        Assert.Equal(new SourceFile(Path.Combine(_root, "cekura.json"), Path.Combine(project, "cekura.json")), container.Manifests[0]);

        // Built elsewhere: the source is not on this machine, so locations name the copy.
        var copy = Path.Combine(_root, "sub", "gone.cekura.json");
        Assert.Equal(new SourceFile(copy, copy), container.Manifests[1]);
        Assert.Equal(new SourceFile(Path.Combine(_root, "linked.cekura.json"), Path.Combine(_root, "elsewhere.cekura.json")), container.Manifests[2]);
        Assert.Equal(Path.Combine(_root, "sub", "a.tests.json"), Assert.Single(container.Suites).CopyPath);
    }

    [Fact]
    public void The_project_s_settings_are_indexed_as_manifests_are()
    {
        var project = Directory.CreateDirectory(Path.Combine(_root, "src")).FullName;
        var source = Path.Combine(project, "cekura.runsettings");
        var copy = Path.Combine(_root, "cekura.runsettings");
        File.WriteAllText(source, "<RunSettings />");
        File.WriteAllLines(Path.Combine(_root, "Some.Tests.cekura"), [$"directory={project}", "settings=cekura.runsettings\tcekura.runsettings"]);

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

using System.Text.Json;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>What a build or a publish copies is a copy, wherever it lies, and no second set of tests that would be paid again.</summary>
public sealed class CopiesTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string More = """{ "name": "More", "agent": 12, "scenarios": [ { "id": 101, "name": "Book another" } ] }""";

    [Fact]
    public async Task A_publish_and_a_build_into_the_project_double_nothing()
    {
        var project = feed.NewProject("Copied").WithManifest(Seeds.Manifest).Write("deep/more.cekura.json", More).WithSeed(Seeds.Replayed());
        foreach (var command in new string[][] { ["publish", "-o", "publish"], ["build", "-o", "out"], ["publish", "-o", "out/of/here"] })
        {
            var built = await project.RunAsync(command);
            Assert.True(built.ExitCode == 0, built.Output);
        }

        var run = await project.TestAsync();

        Assert.Equal(
            ["Book an appointment [In a hurry]", "Book an appointment [Normal Male]", "Book another [Own personality]", "Reschedule [In a hurry]", "Reschedule [Normal Male]"],
            run.Tests.Select(test => test.Name).Order(StringComparer.Ordinal));
        Assert.All(new[] { "publish", "out", "out/of/here" }, folder => Assert.True(File.Exists(Path.Combine(project.FolderPath, folder, "deep", "more.cekura.json"))));
    }

    [Fact]
    public async Task Of_what_lies_below_a_project_only_its_own_files_are_its_tests()
    {
        var project = feed.NewProject("Below")
            .WithProject("""<CekuraManifest Include="$(MSBuildProjectDirectory)/plain/cekura.json;agent/named.cekura.json" />""")
            .WithManifest(Seeds.Manifest)
            .Write("plain/cekura.json", More).Write("plain/a.tests.json", "{}")
            .Write("release 1; (old)/cekura.json", More).Write("release 1; (old)/Below.deps.json", "{}").Write("release 1; (old)/deep/b.tests.json", "{}")
            .Write("artifacts/bin/Below/debug/cekura.json", More).Write("artifacts/bin/Below/debug/Below.cekura", "")
            .Write("agent/Agent.csproj", "<Project />").Write("agent/cekura.json", More).Write("agent/named.cekura.json", More)
            .Write("agent/bin/Debug/net10.0/cekura.json", More).Write("agent/bin/Debug/net10.0/Agent.deps.json", "{}")
            .Write("tested/Tested.fsproj", """<Project><PackageReference Include="Cekura.TestAdapter" /></Project>""").Write("tested/cekura.json", More)
            .Write("TestResults/1/cekura.json", More)

            // Some people build into the folder of the project.
            .Write("Below.cekura", "").Write("Below.deps.json", "{}");
        await project.RunAsync(["restore"]);

        var evaluation = await project.RunAsync(["msbuild", "-getItem:CekuraManifest;CekuraSuite"]);
        var warned = await project.RunAsync(["msbuild", "-t:CekuraLeaveToOthers", "-nologo"]);

        using var items = JsonDocument.Parse(evaluation.Output);
        Assert.Equal(["agent/named.cekura.json", "cekura.json", "plain/cekura.json"], Paths(items, "CekuraManifest", project));
        Assert.Equal(["plain/a.tests.json"], Paths(items, "CekuraSuite", project));
        Assert.Contains($"{Path.Combine("agent", "cekura.json")} : warning CEK0415: It lies in the folder of another project", warned.Output, StringComparison.Ordinal);
        Assert.Single(warned.Output.Split('\n'), line => line.Contains("CEK0415", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_test_that_stands_in_two_manifests_fails_the_build_and_starts_nothing()
    {
        var project = feed.NewProject("Twice").WithManifest(Seeds.Manifest).Write("old/cekura.json", Seeds.Manifest).WithSeed(Seeds.Replayed());

        var build = await project.RunAsync(["build"]);
        var run = await project.TestAsync("-p:CekuraValidate=false");

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("error CEK0309: The test Appointments.Booking.Book_an_appointment.Normal_Male is already at", build.Output, StringComparison.Ordinal);
        Assert.Equal((1, 0), (run.ExitCode, run.Tests.Count));
        Assert.Contains("error CEK0309: ", run.Console, StringComparison.Ordinal);
        Assert.Contains("so nothing of this project starts. The two files are the same.", run.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_manifests_that_would_lie_over_each_other_fail_the_build()
    {
        var project = feed.NewProject("Over").WithProject("""<CekuraManifest Include="../shared/cekura.json" />""").WithManifest(Seeds.Manifest).Write("../shared/cekura.json", More);

        var build = await project.RunAsync(["build"]);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains("error CEK0416: Two manifests or suites go to the same place beside the dll: cekura.json.", build.Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(JsonDocument items, string name, GeneratedProject project) =>
        items.RootElement.GetProperty("Items").GetProperty(name).EnumerateArray()
            .Select(item => Path.GetRelativePath(project.FolderPath, item.GetProperty("FullPath").GetString()!).Replace('\\', '/')).Order(StringComparer.Ordinal);
}

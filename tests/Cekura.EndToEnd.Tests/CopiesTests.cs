using System.Text.Json;
using System.Text.RegularExpressions;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>What a build or a publish copies is a copy, wherever it lies, and no second set of tests that would be paid again.</summary>
public sealed class CopiesTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string More = """{ "name": "More", "agent": 12, "scenarios": [ { "id": 101, "name": "Book another" } ] }""";

    private const string Suite =
        """{ "version": "1", "scenarios": [ { "name": "Refund", "instructions": "Ask for it.", "metrics": [ "a" ] } ] }""";

    [LongFact]
    public async Task A_publish_and_a_build_into_the_project_double_nothing()
    {
        var project = feed.NewProject("Copied")
            .WithManifest(Seeds.Manifest)
            .Write("deep/more.cekura.json", More)
            .WithSeed(Seeds.Replayed());
        foreach (var command in new string[][] { ["publish", "-o", "publish"], ["build", "-o", "out"], ["publish", "-o", "out/of/here"] })
        {
            var built = await project.RunAsync(command);
            Assert.True(built.ExitCode == 0, built.Output);
        }

        var run = await project.TestAsync();

        Assert.Equal(
            [
                "Book an appointment [In a hurry]",
                "Book an appointment [Normal Male]",
                "Book another [Own personality]",
                "Reschedule [In a hurry]",
                "Reschedule [Normal Male]",
            ],
            run.Tests.Select(test => test.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(new[] { "publish", "out", "out/of/here" }, folder =>
            Assert.True(File.Exists(Path.Combine(project.FolderPath, folder, "deep", "more.cekura.json")))
        );
    }

    [Fact]
    public async Task Of_what_lies_below_a_project_only_its_own_files_are_its_tests()
    {
        var project = feed.NewProject("Below")
            .WithProject("""<CekuraManifest Include="$(MSBuildProjectDirectory)/plain/cekura.json;agent/named.cekura.json" />""")
            .WithManifest(Seeds.Manifest)
            .Write("plain/cekura.json", More)
            .Write("plain/a.tests.json", Suite)
            .Write("release 1; (old)/cekura.json", More)
            .Write("release 1; (old)/Below.deps.json", "{}")
            .Write("release 1; (old)/deep/b.tests.json", Suite)
            .Write("artifacts/bin/Below/debug/cekura.json", More)
            .Write("artifacts/bin/Below/debug/Below.cekura", "")
            .Write("agent/Agent.csproj", "<Project />")
            .Write("agent/cekura.json", More)
            .Write("agent/named.cekura.json", More)
            .Write("agent/bin/Debug/net10.0/cekura.json", More)
            .Write("agent/bin/Debug/net10.0/Agent.deps.json", "{}")
            .Write("tested/Tested.fsproj", """<Project><PackageReference Include="Cekura.TestAdapter" /></Project>""")
            .Write("tested/cekura.json", More)
            .Write("TestResults/1/cekura.json", More)
            // Some people build into the folder of the project.
            .Write("Below.cekura", "")
            .Write("Below.deps.json", "{}");
        await project.RunAsync(["restore"]);

        var evaluation = await project.RunAsync(["msbuild", "-getItem:CekuraManifest;CekuraSuite"]);
        var warned = await project.RunAsync(["msbuild", "-t:CekuraLeaveToOthers", "-nologo"]);

        using var items = JsonDocument.Parse(evaluation.Output);
        Assert.Equal(["agent/named.cekura.json", "cekura.json", "plain/cekura.json"], Paths(items, "CekuraManifest", project));
        Assert.Equal(["plain/a.tests.json"], Paths(items, "CekuraSuite", project));
        Assert.Contains(
            $"{Path.Combine("agent", "cekura.json")} : warning CEK0415: It lies in the folder of another project",
            warned.Output,
            StringComparison.Ordinal
        );
        Assert.Single(warned.Output.Split('\n'), line => line.Contains("CEK0415", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_of_others_that_are_named_like_suites_are_left_alone()
    {
        const string Settings = """{ "Logging": { "LogLevel": { "Default": "Debug" } } }""";
        var project = feed.NewProject("O'Brien")
            .WithProject(
                """
                <CekuraSuite Remove="old/**" />
                <CekuraManifest Remove="old/cekura.json" />
                <CekuraSuite Include="cases/named.tests.json" />
                """
            )
            .WithManifest("""{ "agent": 12, "scenarios": [ { "id": 101 } ], "suites": [ "cases/listed.tests.json" ] }""")
            .Write("appsettings.Tests.json", Settings)
            .Write("deep/MORE.TESTS.JSON", Settings)
            .Write("broken.tests.json", "{ no json")
            .Write("node_modules/some/cekura.json", More)
            .Write("node_modules/some/jest.tests.json", Suite)
            .Write("agent/bin/Debug/x.tests.json", Suite)
            .Write("agent/obj/y.tests.json", Suite)
            .Write("other/Other.csproj", "<Project />")
            .Write("other/appsettings.tests.json", Settings)
            .Write("cases/listed.tests.json", "[]")
            .Write("cases/named.tests.json", "{}")
            .Write("cases/ours.Tests.json", Suite)
            .Write("cases/cut.tests.json", Suite[..^1])
            .Write("old/cekura.json", More)
            .Write("old/gone.tests.json", Suite);
        await project.RunAsync(["restore"]);

        var chosen = await project.RunAsync(["msbuild", "-t:CekuraLeaveToOthers", "-getItem:CekuraManifest;CekuraSuite"]);
        var watched = await project
            .Write("sub/seed.json", "{}")
            .WithSettings("<ApiUrl>emulator</ApiUrl><Seed>sub/seed.json</Seed>")
            .RunAsync(["msbuild", "-getItem:Watch"]);
        File.Delete(Path.Combine(project.FolderPath, "cekura.runsettings"));
        var build = await project.RunAsync(["build"]);

        using var items = JsonDocument.Parse(chosen.Output);
        Assert.Equal(["cekura.json"], Paths(items, "CekuraManifest", project));
        Assert.Equal(
            ["cases/cut.tests.json", "cases/listed.tests.json", "cases/named.tests.json", "cases/ours.Tests.json"],
            Paths(items, "CekuraSuite", project)
        );
        Assert.All(["cekura.json", "cekura.runsettings", "sub/seed.json", "cases/ours.Tests.json"], file =>
            Assert.Contains($"/{file}\"", watched.Output.Replace('\\', '/'), StringComparison.Ordinal)
        );
        Assert.Equal(
            ["cut.tests.json", "listed.tests.json", "named.tests.json"],
            Regex
                .Matches(build.Output, "(?<file>[a-zA-Z.]+)\\([0-9,]+\\): error CEK", RegexOptions.NonBacktracking)
                .Select(match => match.Groups["file"].Value)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );
        Assert.DoesNotMatch("appsettings|MORE|broken|jest|CEK0415", build.Output);
        if (LongerTests.AreWanted)
        {
            project.Write("cases/listed.tests.json", Suite).Write("cases/named.tests.json", Suite).Write("cases/cut.tests.json", Suite);
            var mended = await project.RunAsync(["build"]);
            Assert.True(mended.ExitCode == 0, mended.Output);
            Assert.DoesNotMatch("appsettings|MORE|broken|jest|CEK0415", mended.Output);
            Assert.Empty(Directory.GetFiles(project.Output, "*settings.Tests.json"));
        }
    }

    [LongFact]
    public async Task A_project_with_files_of_others_alone_is_not_ours()
    {
        var project = feed.NewProject("NotOurs")
            .Write("appsettings.Tests.json", "{}")
            .Write("Tests.cs", "namespace Some; public class Thing;");

        var run = await project.RunAsync(["test"]);

        Assert.DoesNotContain("Cekura", run.Output.Replace("Cekura.TestAdapter", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotMatch("warning|error", run.Output);
        Assert.False(File.Exists(Path.Combine(project.Output, "NotOurs.cekura")));
    }

    [LongFact]
    public async Task A_test_that_stands_in_two_manifests_fails_the_build_and_starts_nothing()
    {
        var project = feed.NewProject("Twice")
            .WithManifest(Seeds.Manifest)
            .Write("old/cekura.json", Seeds.Manifest)
            .WithSeed(Seeds.Replayed());

        var build = await project.RunAsync(["build"]);
        var run = await project.TestAsync("-p:CekuraValidate=false");

        Assert.Equal(1, build.ExitCode);
        Assert.Contains(
            "error CEK0309: The test Appointments.Booking.Book_an_appointment.Normal_Male is already at",
            build.Output,
            StringComparison.Ordinal
        );
        Assert.Equal((1, 0), (run.ExitCode, run.Tests.Count));
        Assert.Contains("error CEK0309: ", run.Console, StringComparison.Ordinal);
        Assert.Contains("so nothing of this project starts. The two files are the same.", run.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_manifests_that_would_lie_over_each_other_fail_the_build()
    {
        var project = feed.NewProject("Over")
            .WithProject("""<CekuraManifest Include="../shared/cekura.json" />""")
            .WithManifest(Seeds.Manifest)
            .Write("../shared/cekura.json", More);

        var build = await project.RunAsync(["build"]);

        Assert.Equal(1, build.ExitCode);
        Assert.Contains(
            "error CEK0416: Two manifests or suites go to the same place beside the dll: cekura.json.",
            build.Output,
            StringComparison.Ordinal
        );
    }

    private static IEnumerable<string> Paths(JsonDocument items, string name, GeneratedProject project) =>
        items
            .RootElement.GetProperty("Items")
            .GetProperty(name)
            .EnumerateArray()
            .Select(item => Path.GetRelativePath(project.FolderPath, item.GetProperty("FullPath").GetString()!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}

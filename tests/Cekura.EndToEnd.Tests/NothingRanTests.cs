using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>The ways to a run without any of our tests: each says so on the console, whatever the exit code is.</summary>
public sealed class NothingRanTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string NoTests = "RunConfiguration.TreatNoTestsAsError=true";

    [Fact]
    public async Task Filters_settings_and_shards_that_leave_nothing()
    {
        var project = await feed.NewProject("Left").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()).PlaceAsync();

        // A filter may be meant for other projects and other frameworks: a warning, unless somebody asks for more.
        await Says(
            1,
            "the filter matches none of the 4 tests of Left.dll, so none of them ran.",
            ["--filter", "Scenario=999", "--", NoTests]
        );

        // Settings are meant for these tests.
        await Says(
            1,
            "of which the settings leave nothing: ScenarioIds=999, Tags=nightly, FolderPath=Elsewhere.",
            ["--", "Cekura.ScenarioIds=999", "Cekura.Tags=nightly", "Cekura.FolderPath=Elsewhere"]
        );

        if (LongerTests.AreWanted)
        {
            await Says(0, "the filter matches none of the 4 tests of Left.dll, so none of them ran.", ["--filter", "Scenario=999"]);
            await Says(
                0,
                "does not match the only test of shard 1 of 4 of Left.dll, so it did not run. Other shards may have some.",
                ["--filter", "Scenario=999"],
                ("CEKURA_SHARD", "1/4")
            );
            await Says(
                0,
                "the filter matches none of the 4 tests of Left.dll, so none of them ran.",
                ["--list-tests", "--filter", "ClassName=My.Unit.Tests"]
            );
            await Says(1, "of which the settings leave nothing: Tags=nightly.", ["--", "Cekura.Tags=nightly", "Cekura.LastFailed=true"]);
            await Says(
                1,
                "LastFailed: no run of this project is remembered",
                ["--", "Cekura.LastFailed=true"],
                ("CEKURA_STATE_DIRECTORY", Path.Combine(project.FolderPath, "state"))
            );
            await Says(0, "shard 5 of 5: 0 of 4 tests. Fewer shards are enough.", [], ("CEKURA_SHARD", "5/5"));
        }

        async Task Says(int exitCode, string words, string[] arguments, params (string Name, string? Value)[] environment)
        {
            var run = await project.TestDllAsync(
                environment.ToDictionary(variable => variable.Name, variable => variable.Value),
                arguments
            );
            Assert.True(
                run.ExitCode == exitCode && run.Console.Contains(words, StringComparison.Ordinal),
                $"Wanted {exitCode} and {words} in:\n{run.ExitCode}: {run.Console}"
            );
        }
    }

    [Fact]
    public async Task Tests_that_were_all_skipped()
    {
        var project = feed.NewProject("Skipped")
            .WithManifest(
                Seeds.Manifest.Replace("\"name\": \"Book", "\"skip\": \"Not before May.\", \"name\": \"Book", StringComparison.Ordinal)
            )
            .WithSeed(Seeds.Replayed());

        List<TestRun> runs = [await project.HostAsync("--filter", "Scenario=101")];
        if (LongerTests.AreWanted)
        {
            runs.Add(await project.HostAsync("--filter", "Scenario=101", "--", "Cekura.DryRun=true"));
            var some = await project.HostAsync();
            Assert.DoesNotContain("nothing was tested", some.Console, StringComparison.Ordinal);
        }

        Assert.All(runs, run =>
        {
            Assert.Equal((0, 2), (run.ExitCode, run.Named("NotExecuted").Count()));
            Assert.Contains(
                "Cekura: nothing was tested: all 2 tests were skipped. The first says: Not before May.",
                run.Console,
                StringComparison.Ordinal
            );
        });
    }

    [Fact]
    public async Task A_manifest_that_is_no_part_of_the_project()
    {
        var project = feed.NewProject("Apart");
        await project.RunAsync(["build"]);
        if (LongerTests.AreWanted)
        {
            var bare = await project.RunAsync(["test", project.Dll]);
            Assert.DoesNotContain("Cekura:", bare.Output, StringComparison.Ordinal);
        }

        project.WithManifest(Seeds.Manifest);

        // Written after the build; and then taken out by the project.
        var unbuilt = await project.RunAsync(["test", "--no-build"]);
        project.Write("Directory.Build.targets", """<Project><ItemGroup><CekuraManifest Remove="cekura.json" /></ItemGroup></Project>""");
        var removed = await project.RunAsync(["build", "--no-restore"]);

        Assert.Contains("Cekura: none of the tests of ", unbuilt.Output, StringComparison.Ordinal);
        Assert.Contains(
            "when Apart.dll was built, it was no part of the project. Build the project again",
            unbuilt.Output,
            StringComparison.Ordinal
        );
        Assert.Contains("warning CEK0418: It is not among the items of Apart.csproj", removed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_the_platform_passes_over_and_an_adapter_that_was_not_copied()
    {
        var project = feed.NewProject("Over").WithManifest(Seeds.Manifest);

        var passed = await project.RunAsync(["test", "-p:IsTestProject=false"]);
        var version = $"Version=\"{PackedFeed.Version}\"";
        var reference = await File.ReadAllTextAsync(Path.Combine(project.FolderPath, "Over.csproj"));
        project.Write("Over.csproj", reference.Replace(version, $"{version} ExcludeAssets=\"runtime\"", StringComparison.Ordinal));
        var without = await project.RunAsync(["build"]);
        project.Write(
            "Over.csproj",
            reference.Replace(
                $"{version} />",
                $"{version} ExcludeAssets=\"build;buildTransitive\" /><PackageReference Include=\"Microsoft.NET.Test.Sdk\" Version=\"17.8.0\" />",
                StringComparison.Ordinal
            )
        );
        var unset = await project.RunAsync(["test"]);

        Assert.Equal(0, passed.ExitCode);
        Assert.Contains("warning CEK0417: IsTestProject is false", passed.Output, StringComparison.Ordinal);
        Assert.Contains("warning CEK0417: Cekura.TestAdapter.dll is not beside the dll", without.Output, StringComparison.Ordinal);
        Assert.Contains("something keeps the package's build files away (ExcludeAssets", unset.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_in_code_are_found_without_any_word_of_NUnit_and_missed_without_its_adapter()
    {
        var project = feed.NewProject("Code")
            .WithManifest(Seeds.Manifest)
            .WithSeed(Seeds.Replayed())
            .Write("Code.csproj", Project(""))
            .Write(
                "Booking.cs",
                "public class Booking { [Cekura.NUnit.CekuraManifest(\"cekura.json\", Filter = \"Scenario=101\")] public void Books(Cekura.NUnit.CekuraRun run) { } }"
            );

        var without = await project.RunAsync(["build"]);
        Assert.Contains("warning CEK0417: NUnit3.TestAdapter.dll is not beside the dll", without.Output, StringComparison.Ordinal);
        if (LongerTests.AreWanted)
        {
            project.Write("Code.csproj", Project("""<PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />"""));
            var with = await project.TestAsync();
            Assert.True(with.Tests.Count == 2, with.Console);
            Assert.DoesNotContain("CEK0417", with.Console, StringComparison.Ordinal);
        }
    }

    private static string Project(string more) =>
        $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Cekura.NUnit" Version="{PackedFeed.Version}" />
                <PackageReference Include="Microsoft.NET.Test.Sdk" Version="17.8.0" />
                {more}
              </ItemGroup>
            </Project>
            """;
}

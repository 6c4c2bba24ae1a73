using Cekura.EndToEnd.Tests.Harness;
using Microsoft.VisualStudio.TestPlatform.ObjectModel;

namespace Cekura.EndToEnd.Tests;

/// <summary>
/// The project's own settings are always below what is named and typed for a run, however it is started; nothing of it reaches the paid
/// service.
/// </summary>
public sealed class SettingsTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Own =
        "<RunSettings>\n  <Cekura>\n    <ApiUrl>emulator</ApiUrl>\n    <Seed>emulator.seed.json</Seed>\n  </Cekura>\n</RunSettings>\n";
    private const string Ci = "<RunSettings>\n  <Cekura>\n    <MaxRuns>1</MaxRuns>\n  </Cekura>\n</RunSettings>\n";
    private const string Both = "Failed:     2, Passed:     2,";
    private const string Refused = "Failed:     4, Passed:     0,";

    private const string Code = """
        using Cekura.NUnit;
        using NUnit.Framework;

        public sealed class Appointments
        {
            [CekuraManifest("cekura.json")]
            public void Passes(CekuraRun run) => Assert.That(run, Does.Pass);
        }
        """;

    [Theory]
    [InlineData(false)]
    [LongInlineData(true)]
    public async Task A_file_that_is_named_is_laid_over_the_project_s_own(bool isCode)
    {
        await using var service = await FakeCekura.StartAsync();
        var project = Project("Layers", isCode).Write("ci/ci.runsettings", Ci);
        var environment = Paid(project, service);
        var raised = new Dictionary<string, string?>(environment) { ["CEKURA_MAX_RUNS"] = "4" };
        var build = await project.RunAsync(["build"]);
        Assert.True(build.ExitCode == 0, build.Output);
        string[] test = ["test", "--no-build", "--settings", "ci/ci.runsettings"];
        string[] vstest = ["vstest", project.Dll];

        var told = await project.RunAsync([.. test, "--logger", "console;verbosity=normal"], environment);
        AssertSays(told, "Failed: 4", "MaxRuns is 1", "Settings: ApiUrl=emulator (cekura.runsettings:3), MaxRuns=1 (ci.runsettings:3)");
        AssertSays(await project.RunAsync([.. test, "--", "Cekura.MaxRuns=4"], new(environment) { ["CEKURA_MAX_RUNS"] = "1" }), Both);
        AssertSays(await project.RunAsync([.. vstest, "--Settings:ci/ci.runsettings"], environment), Refused, "MaxRuns");
        if (LongerTests.AreWanted)
        {
            AssertSays(await project.RunAsync([.. vstest, $"--Settings:{project.FolderPath}/ci/ci.runsettings"], raised), Both);
            AssertSays(await project.RunAsync([.. vstest, "--Settings:ci/ci.runsettings", "--", "Cekura.MaxRuns=4"], environment), Both);
            AssertSays(await project.RunAsync(vstest, environment), Both);
        }

        Assert.Empty(service.Calls);
    }

    [Theory]
    [InlineData(false)]
    [LongInlineData(true)]
    public async Task A_published_folder_has_its_settings_without_the_project(bool isCode)
    {
        await using var service = await FakeCekura.StartAsync();
        var project = Project("Moved", isCode).Write("ci.runsettings", Ci);
        var published = Path.Combine(Path.GetDirectoryName(project.FolderPath)!, "published");
        var publish = await project.RunAsync(["publish", "-o", published]);
        Assert.True(publish.ExitCode == 0, publish.Output);
        var environment = Paid(project, service);
        File.Copy(Path.Combine(project.FolderPath, "emulator.seed.json"), Path.Combine(published, "emulator.seed.json"));
        File.Copy(Path.Combine(project.FolderPath, "ci.runsettings"), Path.Combine(published, "ci.runsettings"));
        Directory.Move(project.FolderPath, project.FolderPath + "-moved-away");

        var alone = await Dotnet.RunAsync(published, ["vstest", "Moved.dll"], environment);
        AssertSays(alone, Both, "Failed Reschedule [Normal Male]");
        if (LongerTests.AreWanted)
        {
            var named = await Dotnet.RunAsync(published, ["vstest", "Moved.dll", "--Settings:ci.runsettings"], environment);
            AssertSays(named, Refused, "MaxRuns");
        }

        File.Delete(Path.Combine(published, "cekura.runsettings"));
        var gone = await Dotnet.RunAsync(published, ["vstest", "Moved.dll"], environment);

        AssertSays(gone, "CEK0210");
        Assert.DoesNotContain("Passed: ", gone.Output.Replace("Passed:     0", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(service.Calls);
    }

    [Fact]
    public async Task A_test_explorer_that_sends_no_settings_runs_with_the_project_s_own_and_the_environment_is_over_what_it_sends()
    {
        await using var service = await FakeCekura.StartAsync();
        var project = await Project("Explored", isCode: false).PlaceAsync();
        var environment = Paid(project, service);
        var dll = project.Dll;

        var silent = new TestExplorer(dll, "<RunSettings />", environment);
        var results = silent.Run(silent.Discover());

        Assert.Equal(
            [TestOutcome.Failed, TestOutcome.Failed, TestOutcome.Passed, TestOutcome.Passed],
            results.Select(result => result.Outcome).OrderDescending()
        );
        if (LongerTests.AreWanted)
        {
            var dry = new TestExplorer(
                dll,
                "<RunSettings><Cekura><DryRun>false</DryRun></Cekura></RunSettings>",
                new Dictionary<string, string?>(environment) { ["CEKURA_DRY_RUN"] = "true" }
            );
            var planned = dry.Run(dry.Discover());
            Assert.Equal(4, planned.Count);
            Assert.All(planned, result => Assert.Equal(TestOutcome.Skipped, result.Outcome));
        }

        Assert.Empty(service.Calls);
    }

    [Theory]
    [InlineData(false)]
    [LongInlineData(true)]
    public async Task A_limit_that_is_misspelt_starts_nothing(bool isCode)
    {
        await using var service = await FakeCekura.StartAsync();
        var project = Project("Misspelt", isCode)
            .Write("cekura.runsettings", $"<RunSettings><Cekura><ApiUrl>{service.Address}</ApiUrl></Cekura></RunSettings>");
        var environment = Paid(project, service);

        await BuildAsync(project, isCode);
        var typed = (await project.TestDllAsync(environment, "--", "Cekura.MaxRun=5")).Command;
        Assert.Equal(1, typed.ExitCode);
        AssertSays(typed, "command line : error CEK0201: \"MaxRun\" is not a setting. Did you mean \"MaxRuns\"?");
        if (LongerTests.AreWanted)
        {
            var variable = (await project.TestDllAsync(new(environment) { ["CEKURA_MAX_RUN"] = "5" })).Command;
            Assert.Equal(1, variable.ExitCode);
            AssertSays(variable, "CEKURA_MAX_RUN : error CEK0201: ", "Did you mean \"CEKURA_MAX_RUNS\"?");
        }

        Assert.Empty(service.Calls);
    }

    [Fact]
    public async Task A_key_among_what_the_platform_sets_is_refused_at_build_and_at_run_and_not_shown()
    {
        const string Canary = "ck_live_canary_1234567890";
        await using var service = await FakeCekura.StartAsync();
        var project = Project("KeyBelow", isCode: false)
            .Write(
                "cekura.runsettings",
                $"""
                <RunSettings>
                  <RunConfiguration><EnvironmentVariables><CEKURA_API_KEY>{Canary}</CEKURA_API_KEY></EnvironmentVariables></RunConfiguration>
                  <TestRunParameters><Parameter name="CekuraApiKey" value="{Canary}" /></TestRunParameters>
                  <Cekura><ApiUrl>{service.Address}</ApiUrl></Cekura>
                </RunSettings>
                """
            );

        var build = await project.RunAsync(["build"]);
        Assert.Equal(1, build.ExitCode);
        AssertSays(build, "cekura.runsettings(2,44): error CEK0203: ", "cekura.runsettings(3,23): error CEK0203: ");
        Assert.DoesNotContain("canary", build.Output, StringComparison.Ordinal);
        if (LongerTests.AreWanted)
        {
            var run = await project.HostAsync();
            Assert.NotEqual(0, run.ExitCode);
            AssertSays(run.Command, "error CEK0203: RunConfiguration.EnvironmentVariables sets CEKURA_API_KEY.");
            Assert.DoesNotContain("canary", run.Console, StringComparison.Ordinal);
        }

        Assert.Empty(service.Calls);
    }

    [Fact]
    public async Task The_plan_shows_what_came_from_where()
    {
        var project = Project("Planned", isCode: false)
            .Write(
                "ci/ci.runsettings",
                Ci.Replace(
                    "</MaxRuns>",
                    "</MaxRuns>\n<Options><text><websocket_headers><A>canary</A></websocket_headers></text></Options>",
                    StringComparison.Ordinal
                )
            );

        var plan = await project.RunAsync(
            ["build", "-t:CekuraPlan", "-p:RunSettingsFilePath=ci/ci.runsettings"],
            new() { ["CEKURA_DRY_RUN"] = "true" }
        );

        Assert.Equal(0, plan.ExitCode);
        AssertSays(
            plan,
            "Settings: ApiUrl=emulator (cekura.runsettings:3), MaxRuns=1 (ci.runsettings:3), DryRun=true (CEKURA_DRY_RUN)",
            "Options.text.websocket_headers.A (ci.runsettings:4)"
        );
        Assert.DoesNotContain("canary", plan.Output, StringComparison.Ordinal);
    }

    private static async Task BuildAsync(GeneratedProject project, bool isCode)
    {
        if (!isCode)
        {
            await project.PlaceAsync();
            return;
        }

        var build = await project.RunAsync(["build"]);
        Assert.True(build.ExitCode == 0, build.Output);
    }

    // A key and an address for every run that is not told otherwise, as on the machine of somebody who also uses the service.
    private static Dictionary<string, string?> Paid(GeneratedProject project, FakeCekura service)
    {
        var home = Path.Combine(Path.GetDirectoryName(project.FolderPath)!, "home");
        Directory.CreateDirectory(Path.Combine(home, ".cekura"));
        File.WriteAllText(
            Path.Combine(home, ".cekura", "config.toml"),
            $"api_key = \"test-key-of-somebody\"\napi_url = \"{service.Address}\"\n"
        );
        return new()
        {
            ["HOME"] = home,
            ["USERPROFILE"] = home,
            ["PWD"] = null,
        };
    }

    private static void AssertSays(DotnetResult run, params string[] texts) =>
        Assert.All(texts, text => Assert.True(run.Output.Contains(text, StringComparison.Ordinal), $"Wanted \"{text}\" in:\n{run.Output}"));

    private GeneratedProject Project(string name, bool isCode)
    {
        var project = feed.NewProject(name)
            .WithManifest(Seeds.Manifest)
            .Write("emulator.seed.json", Seeds.Replayed())
            .Write("cekura.runsettings", Own);
        return !isCode
            ? project
            : project
                .Write("Tests.cs", Code)
                .Write(
                    $"{name}.csproj",
                    $"""
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup>
                        <TargetFramework>net10.0</TargetFramework>
                      </PropertyGroup>
                      <ItemGroup>
                        <PackageReference Include="Cekura.NUnit" Version="{PackedFeed.Version}" />
                        <PackageReference Include="NUnit" Version="4.1.0" />
                        <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                        <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                      </ItemGroup>
                    </Project>
                    """
                );
    }
}

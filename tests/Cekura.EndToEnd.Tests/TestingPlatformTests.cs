using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>The packed package on Microsoft.Testing.Platform, beside what it does on VSTest: one project, built once for each.</summary>
public sealed class TestingPlatformTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    [Fact]
    public async Task Both_platforms_tell_the_same_of_each_test()
    {
        var here = await feed.PlatformAsync();
        var there = feed.NewProject("Clinic").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());

        var summary = Path.Combine(here.FolderPath, "summary.md");
        var platform = await here.RunAsync(
            ["test", "--report-trx", "--report-trx-filename", "run.trx", "--results-directory", "results"],
            new()
            {
                ["GITHUB_ACTIONS"] = "true",
                ["GITHUB_STEP_SUMMARY"] = summary,
                ["GITHUB_WORKSPACE"] = here.FolderPath,
            }
        );
        var vstest = await there.TestAsync();

        Assert.Equal((2, 1), (platform.ExitCode, vstest.ExitCode));
        var run = new TestRun(platform, Path.Combine(Results(here), "run.trx"));
        Assert.Equal(vstest.Tests.Select(Told).Order(StringComparer.Ordinal), run.Tests.Select(Told).Order(StringComparer.Ordinal));
        Assert.Equal(vstest.Definitions, run.Definitions);
        AssertSameButForWhatIsDocumented(vstest, run);
        Assert.All(run.Tests, test => Assert.Contains("Caller", test.Attachment("transcript.md"), StringComparison.Ordinal));
        Assert.All(run.Tests, test => Assert.Equal("completed", (string?)JsonNode.Parse(test.Attachment("run.json"))!["status"]));
        Assert.Contains("cekura-report.html", run.Console, StringComparison.Ordinal);
        Assert.Contains("To run only what failed: dotnet test --cekura LastFailed=true", run.Console, StringComparison.Ordinal);

        // Annotations are left to a step of their own, which reads the status; the summary is a file that reaches its page from here.
        Assert.DoesNotContain("::error", run.Console, StringComparison.Ordinal);
        Assert.Contains("## Cekura: ", await File.ReadAllTextAsync(summary), StringComparison.Ordinal);
        var status = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Results(here), "cekura-status.Clinic.json")))!;
        Assert.Equal(2, status["attention"]!.AsArray().Count);

        // What a project of the other platform has beside its tests: nothing but the package itself and what it asks for.
        Assert.Equal([Path.GetFileNameWithoutExtension(here.Dll)], Files(here).Except(Files(there), StringComparer.Ordinal));
        Assert.Empty(Files(there).Except(Files(here), StringComparer.Ordinal));
        Assert.Equal(
            [
                "Cekura.TestingPlatform.dll",
                "Microsoft.Testing.Extensions.MSBuild.dll",
                "Microsoft.Testing.Extensions.TrxReport.Abstractions.dll",
                "Microsoft.Testing.Extensions.TrxReport.dll",
                "Microsoft.Testing.Platform.dll",
            ],
            Files(there)
                .Where(file => file.Contains("Testing", StringComparison.Ordinal) && Path.GetFileName(file) == file)
                .Order(StringComparer.Ordinal)
        );

        // Result, run and place differ: each run of tests has its own.
        string Told(TestResultEntry test) =>
            $"{test.Name}|{test.Outcome}|{test.Duration}|{Numberless(test.Message)}|{Numberless(test.StackTrace)}|{Numberless(test.StdOut).Trim()}|{string.Join(',', test.Attachments.Select(Path.GetFileName).Order(StringComparer.Ordinal))}";

        string Numberless(string text) =>
            Regex.Replace(
                text.Replace(here.FolderPath, "", StringComparison.Ordinal).Replace(there.FolderPath, "", StringComparison.Ordinal),
                "run \\d+",
                "run",
                RegexOptions.None,
                TimeSpan.FromMinutes(1)
            );
    }

    /// <summary>The program itself, as it lies in the output: what <c>dotnet test</c> starts, and much quicker.</summary>
    [Theory]
    [InlineData(1, "--filter", "TestCategory=smoke&Personality~hurry")]
    [InlineData(1, "--filter-uid", "Appointments.Booking.Book_an_appointment.Normal_Male")]
    [InlineData(2, "--treenode-filter", "/*/Appointments.Booking/**")]
    [InlineData(1, "--cekura", "Tags=smoke", "--cekura", "PersonalityIds=3")]
    public async Task What_was_typed_is_obeyed(int tests, params string[] arguments)
    {
        var project = await feed.PlatformAsync();

        var run = await project.RunAsync([project.Dll, .. arguments]);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains($"total: {tests}\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        new[] { "--filter", "Name~Reshcedule" },
        8,
        "the filter matches none of the 4 tests of Clinic.dll, so none of them ran. No test has Name with \"Reshcedule\". Did you mean \"Reschedule\"?"
    )]
    [InlineData(
        new[] { "--filter", "Scenaro=1" },
        2,
        "the filter cannot be used: \"Scenaro\" is not a property. Did you mean \"Scenario\"?"
    )]
    [InlineData(new[] { "--cekura", "MaxRun=1" }, 2, "error CEK0201: \"MaxRun\" is not a setting. Did you mean \"MaxRuns\"?")]
    [InlineData(new[] { "--cekura", "MaxRuns=1" }, 2, "MaxRuns is 1")]
    [InlineData(new[] { "--settings", "missing.runsettings" }, 2, "--settings: there is no file ")]
    [InlineData(new[] { "--list-tests" }, 0, "Discovered 4 tests")]
    [InlineData(new[] { "--list-tests", "--cekura", "Zebra=1" }, 10, "--cekura: \"Zebra\" is not a setting.")]
    [InlineData(new[] { "--", "Cekura.MaxRuns=1" }, 5, "On Microsoft.Testing.Platform write --cekura MaxRuns=1")]
    public async Task What_cannot_be_used_is_answered_by_the_command(string[] arguments, int exitCode, string said)
    {
        var run = await TestAsync(await feed.PlatformAsync(), ["--no-build", .. arguments]);

        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}\n{run.Output}");
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_program_it_says_at_once_what_the_command_does_not_show()
    {
        var project = await feed.PlatformAsync();

        var run = await project.RunAsync(["run", "--no-build", "--", "--filter", "Name~Book", "--cekura", "MaxRuns=50"]);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("Cekura: Settings: ApiUrl=emulator (cekura.runsettings:1), ", run.Output, StringComparison.Ordinal);
        Assert.Contains("MaxRuns=50 (command line)", run.Output, StringComparison.Ordinal);
        Assert.Contains("total: 2", run.Output, StringComparison.Ordinal);
    }

    /// <summary>Into a file, where no line takes another one back.</summary>
    [LinuxFact]
    public async Task As_a_program_it_says_how_far_it_is()
    {
        var project = await feed.PlatformAsync();
        await using var service = await OngoingService.StartAsync(canFinish: true);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var shell = new Shell();

        var running = project.RunAsync([project.Dll, "--filter", "Name~Book"], service.Connection, shell);
        await Wait.UntilAsync(() => shell.Heard("Cekura: 0 of 2 settled; waiting for Book an appointment [") is not null, limit.Token);
        service.Finish();
        var run = await running.WaitAsync(limit.Token);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.DoesNotContain("\u001b[", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_built_for_VSTest_is_not_run_without_a_build_and_the_other_way_round_it_is()
    {
        // With the usual lines for a test adapter, which keep from the compiler what the generated program needs.
        var project = feed.NewProject("Modes").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());
        project.Write(
            "Modes.csproj",
            (await File.ReadAllTextAsync(Path.Combine(project.FolderPath, "Modes.csproj"))).Replace(
                $"Version=\"{PackedFeed.Version}\" />",
                $"Version=\"{PackedFeed.Version}\" PrivateAssets=\"all\" IncludeAssets=\"runtime; build; native; contentfiles; analyzers; buildtransitive\" />",
                StringComparison.Ordinal
            )
        );
        var vstest = await project.RunAsync(["build"]);
        Assert.True(vstest.ExitCode == 0, vstest.Output);

        project.Write("global.json", PackedFeed.GlobalJson);
        var refused = await TestAsync(project, "--no-build");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(
            "error CEK0421: Modes.dll was built for VSTest and is asked to run on Microsoft.Testing.Platform. Build again",
            refused.Output,
            StringComparison.Ordinal
        );

        var built = await TestAsync(project, "--filter", "Name~Book");
        Assert.True(built.ExitCode == 0, built.Output);

        project.Write("global.json", "{ }");
        var back = await project.TestAsync("--no-build", "--filter", "Name~Book");
        Assert.True(back.ExitCode == 0, back.Console);
        Assert.Equal(2, back.Named("Passed").Count());
    }

    [LongFact]
    public async Task Reports_of_the_platform_and_the_other_platform_s_command_tell_the_same()
    {
        var project = feed.NewProject("Reports", Runner.Platform)
            .WithProject(
                """<PackageReference Include="Microsoft.Testing.Extensions.HtmlReport" Version="2.5.2" /><PackageReference Include="Microsoft.Testing.Extensions.GitHubActionsReport" Version="2.5.2" />"""
            )
            .WithManifest(Seeds.Manifest)
            .WithSeed(Seeds.Replayed());
        var summary = Path.Combine(project.FolderPath, "summary.md");
        var github = new Dictionary<string, string?>
        {
            ["GITHUB_ACTIONS"] = "true",
            ["GITHUB_STEP_SUMMARY"] = summary,
            ["GITHUB_WORKSPACE"] = project.FolderPath,
        };

        var command = await project.RunAsync(["test", "--report-html", "--report-gh", "--results-directory", "results"], github);
        var program = await project.RunAsync([project.Dll, "--report-gh", "--results-directory", "program"], github);
        var vstest = await project.RunAsync(["vstest", project.Dll, "--logger:trx;LogFileName=run.trx", "--ResultsDirectory:vstest"]);

        Assert.Equal((2, 2, 1), (command.ExitCode, program.ExitCode, vstest.ExitCode));
        var html = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Results(project), "Clinic*.html")));
        Assert.Contains("The agent ended without reading back the new slot.", html, StringComparison.Ordinal);
        Assert.Contains("Appointments.Changes.Reschedule", html, StringComparison.Ordinal);

        // Both summaries, and each failure annotated once, at its place in the manifest.
        var page = await File.ReadAllTextAsync(summary);
        Assert.Contains("## Cekura: ", page, StringComparison.Ordinal);
        Assert.Contains("Test Run Summary", page, StringComparison.Ordinal);
        var annotations = program.Output.Split('\n').Where(line => line.Contains("::error ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, annotations.Count);
        Assert.All(annotations, line => Assert.Contains("file=cekura.json,line=8,", line, StringComparison.Ordinal));

        var there = new TestRun(vstest, Path.Combine(project.FolderPath, "vstest", "run.trx"));
        Assert.Equal(["Book an appointment [In a hurry]", "Book an appointment [Normal Male]"], there.Named("Passed"));
        Assert.Equal(["Reschedule [In a hurry]", "Reschedule [Normal Male]"], there.Named("Failed"));
    }

    // Each row of the table in docs/testing-platform.md, and nothing else.
    private static void AssertSameButForWhatIsDocumented(TestRun vstest, TestRun run)
    {
        Assert.Equal(
            [
                "ResultSummary/Output",
                "ResultSummary/Output/StdOut",
                "ResultSummary/ResultFiles",
                "ResultSummary/ResultFiles/ResultFile",
                "ResultSummary/ResultFiles/ResultFile@path",
            ],
            vstest.Shape.Except(run.Shape, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            [
                "ResultSummary/CollectorDataEntries",
                "ResultSummary/CollectorDataEntries/Collector",
                "ResultSummary/CollectorDataEntries/Collector/UriAttachments",
                "ResultSummary/CollectorDataEntries/Collector/UriAttachments/UriAttachment",
                "ResultSummary/CollectorDataEntries/Collector/UriAttachments/UriAttachment/A",
                "ResultSummary/CollectorDataEntries/Collector/UriAttachments/UriAttachment/A@href",
                "ResultSummary/CollectorDataEntries/Collector@agentName",
                "ResultSummary/CollectorDataEntries/Collector@collectorDisplayName",
                "ResultSummary/CollectorDataEntries/Collector@uri",
                "TestDefinitions/UnitTest/Properties",
                "TestDefinitions/UnitTest/Properties/Property",
                "TestDefinitions/UnitTest/Properties/Property/Key",
                "TestDefinitions/UnitTest/Properties/Property/Value",
            ],
            run.Shape.Except(vstest.Shape, StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
        Assert.Equal(["executor://cekura/v1"], Adapters(vstest));
        Assert.StartsWith("executor://cekura/", Assert.Single(Adapters(run)), StringComparison.Ordinal);
        Assert.Equal(Counters(vstest), Counters(run));

        static IEnumerable<string> Adapters(TestRun of) =>
            of.Report!.Descendants().Attributes("adapterTypeName").Select(name => name.Value).Distinct(StringComparer.Ordinal);

        static IEnumerable<string> Counters(TestRun of) =>
            of.Report!.Descendants().Single(element => element.Name.LocalName == "Counters").Attributes().Select(count => count.ToString());
    }

    private static Task<DotnetResult> TestAsync(GeneratedProject project, params string[] arguments) =>
        project.RunAsync(["test", .. arguments]);

    private static string Results(GeneratedProject project) => Path.Combine(project.FolderPath, "results");

    // Without what the program left when other tests started it.
    private static IEnumerable<string> Files(GeneratedProject project) =>
        Directory
            .EnumerateFiles(project.Output, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(project.Output, file))
            .Where(file => !file.StartsWith("TestResults", StringComparison.Ordinal));
}

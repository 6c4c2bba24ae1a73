using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>The packed package on Microsoft.Testing.Platform, beside what it does on VSTest: one project, built once for each.</summary>
public sealed class TestingPlatformTests(PackedFeed feed, TestingPlatformTests.Clinic clinic)
    : IClassFixture<PackedFeed>,
        IClassFixture<TestingPlatformTests.Clinic>
{
    [Fact]
    public async Task Both_platforms_tell_the_same_of_each_test()
    {
        var here = await clinic.Project(feed);
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
        Assert.Equal(Sorted(vstest.Categories), Sorted(run.Categories));
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

        static IEnumerable<string> Sorted(IReadOnlyDictionary<string, string[]> categories) =>
            categories.Select(test => $"{test.Key}: {string.Join(',', test.Value)}").Order(StringComparer.Ordinal);
    }

    /// <summary>The program itself, as it lies in the output: what <c>dotnet test</c> starts, and much quicker.</summary>
    [Theory]
    [InlineData(1, "--filter", "TestCategory=smoke&Personality~hurry")]
    [InlineData(1, "--filter-uid", "Appointments.Booking.Book_an_appointment.Normal_Male")]
    [InlineData(2, "--treenode-filter", "/*/Appointments.Booking/**")]
    [InlineData(1, "--cekura", "Tags=smoke", "--cekura", "PersonalityIds=3")]
    public async Task What_was_typed_is_obeyed(int tests, params string[] arguments)
    {
        var project = await clinic.Project(feed);

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
        var run = await TestAsync(await clinic.Project(feed), ["--no-build", .. arguments]);

        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}\n{run.Output}");
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_program_it_says_at_once_what_the_command_does_not_show()
    {
        var project = await clinic.Project(feed);

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
        var project = await clinic.Project(feed);
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

        project.Write("global.json", Clinic.GlobalJson);
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

    [LinuxTheory]
    [InlineData("Ctrl+C: SIGINT to the group")]
    [InlineData("SIGKILL of dotnet alone")]
    public async Task A_signal_ends_what_goes_on(string what)
    {
        var project = await clinic.Project(feed);
        await using var service = await OngoingService.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var shell = new Shell();

        var running = project.RunAsync(["test", "--no-build"], service.Connection, shell);
        await service.ConversingAsync(limit.Token);
        await (
            what.StartsWith("SIGKILL", StringComparison.Ordinal)
                ? Shell.SignalAsync("KILL", shell.Group)
                : Shell.SignalAsync("INT", -shell.Group)
        );
        await service.EndedAsync(limit.Token);
        var run = await running.WaitAsync(limit.Token);

        service.AssertEnded();
        Assert.True(run.ExitCode != 0, run.Output);
        Assert.DoesNotContain("Test run summary: Passed!", run.Output, StringComparison.Ordinal);
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

    /// <summary>A project in a repository that has chosen the platform, built once.</summary>
    public sealed class Clinic
    {
        internal const string GlobalJson = """{ "test": { "runner": "Microsoft.Testing.Platform" } }""";

        private readonly Lock _gate = new();
        private Task<GeneratedProject>? _project;

        internal Task<GeneratedProject> Project(PackedFeed feed)
        {
            lock (_gate)
            {
                return _project ??= BuildAsync(feed);
            }
        }

        private static async Task<GeneratedProject> BuildAsync(PackedFeed feed)
        {
            var project = feed.NewProject("Clinic")
                .WithManifest(Seeds.Manifest)
                .WithSeed(Seeds.Replayed())
                .Write("global.json", GlobalJson);
            var build = await project.RunAsync(["build"]);
            Assert.True(build.ExitCode == 0, build.Output);
            return project;
        }
    }
}

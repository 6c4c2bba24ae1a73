using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>NUnit's own program of Microsoft.Testing.Platform, with tests in code and all cases of the manifests in one class.</summary>
public sealed class NUnitPlatformTests(PackedFeed feed, NUnitPlatformTests.Built built)
    : IClassFixture<PackedFeed>,
        IClassFixture<NUnitPlatformTests.Built>
{
    private const string Code = """
        using Cekura.NUnit;
        using NUnit.Framework;

        public class Ordinary
        {
            [Test]
            public void Passes() { }
        }

        public class Phone
        {
            [CekuraScenario(101, Name = "Book by phone", Personalities = new[] { 3 })]
            public void Books(CekuraRun run) => Assert.That(run, Does.Pass & Does.Say("Booked|All set").By(Speaker.Agent));
        }
        """;

    [Fact]
    public async Task Manifests_run_beside_other_tests_with_the_adapter_s_names_and_verdicts()
    {
        var project = await built.ProjectAsync(feed);

        var command = await project.RunAsync([
            "test",
            "--no-build",
            "--report-trx",
            "--report-trx-filename",
            "all.trx",
            "--results-directory",
            "results",
        ]);
        var run = new TestRun(command, Path.Combine(project.FolderPath, "results", "all.trx"));

        Assert.True(run.ExitCode == 2, run.Console);
        Assert.Equal(["Reschedule [In a hurry]", "Reschedule [Normal Male]"], run.Named("Failed"));
        Assert.Equal(
            ["Book an appointment [In a hurry]", "Book an appointment [Normal Male]", "Book by phone [Normal Male]", "Passes"],
            run.Named("Passed")
        );
        var failed = run.Test("Reschedule [In a hurry]");
        Assert.StartsWith("Failed: ", failed.Message, StringComparison.Ordinal);
        Assert.Contains("cekura.json:line ", failed.StackTrace, StringComparison.Ordinal);
        Assert.Contains("Caller", failed.Attachment("transcript.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FullyQualifiedName=Appointments.Booking.Book_an_appointment.Normal_Male", 1)]
    [InlineData("TestCategory=smoke&Personality!=7", 1)]
    [InlineData("Name=Passes", 1)]
    public async Task A_filter_selects_as_with_the_adapter(string filter, int tests)
    {
        var project = await built.ProjectAsync(feed);

        var run = await project.RunAsync([project.Dll, "--filter", filter]);

        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains($"total: {tests}\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settings_file_that_is_named_is_obeyed_and_what_is_typed_wins()
    {
        var project = (await built.ProjectAsync(feed)).Write(
            "ci.runsettings",
            "<RunSettings><Cekura><MaxRuns>1</MaxRuns></Cekura></RunSettings>"
        );

        var limited = await project.RunAsync(["test", "--no-build", "--settings", "ci.runsettings", "--filter", "TestCategory=smoke"]);
        var raised = await project.RunAsync([
            project.Dll,
            "--settings",
            "ci.runsettings",
            "--filter",
            "TestCategory=smoke",
            "--test-parameter",
            "Cekura.MaxRuns=9",
        ]);

        Assert.True(limited.ExitCode == 2, limited.Output + raised.Output);
        Assert.Contains("Nothing was started: 2 runs of 2 cases in 1 request, but MaxRuns is 1.", limited.Output, StringComparison.Ordinal);
        Assert.True(raised.ExitCode == 0, raised.Output);
    }

    /// <summary>In Linux's way: to the group, as a terminal sends it.</summary>
    [LongFact]
    public async Task Ctrl_C_ends_what_goes_on()
    {
        var project = await built.ProjectAsync(feed);
        await using var service = await OngoingService.StartAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var shell = new Shell();

        var running = project.RunAsync(["test", "--no-build", "--filter", "FullyQualifiedName~Appointments"], service.Connection, shell);
        await service.ConversingAsync(limit.Token);
        await Shell.SignalAsync("INT", -shell.Group);
        await service.EndedAsync(limit.Token);
        var run = await running.WaitAsync(limit.Token);

        service.AssertEnded();
        Assert.True(run.ExitCode != 0, run.Output);
        Assert.DoesNotContain("Test run summary: Passed!", run.Output, StringComparison.Ordinal);
    }

    /// <summary>The sample as it stands, with the two lines that make a program of it.</summary>
    [LongFact]
    public async Task The_code_first_sample_shows_the_same_regressions()
    {
        var sample = feed.NewProject("CodeFirst");
        foreach (var folder in new[] { "CodeFirst", "AppointmentAgent" })
        {
            var from = Path.Combine(PackedFeed.Repository, "samples", folder);
            foreach (
                var file in Directory
                    .EnumerateFiles(from, "*", SearchOption.AllDirectories)
                    .Select(file => Path.GetRelativePath(from, file))
                    .Where(file => file.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj" or "TestResults"))
            )
            {
                sample.Write(Path.Combine("..", folder, file), await File.ReadAllTextAsync(Path.Combine(from, file)));
            }
        }

        const string Seed = "AppointmentTests/emulator.seed.json";
        sample
            .Write($"../{Seed}", await File.ReadAllTextAsync(Path.Combine(PackedFeed.Repository, "samples", Seed)))
            .Write("global.json", PackedFeed.GlobalJson)
            .Write(
                "CodeFirst.csproj",
                (await File.ReadAllTextAsync(Path.Combine(sample.FolderPath, "CodeFirst.csproj")))
                    .Replace("0.1.0", PackedFeed.Version, StringComparison.Ordinal)
                    .Replace(
                        "<ImplicitUsings>",
                        "<EnableNUnitRunner>true</EnableNUnitRunner><OutputType>Exe</OutputType><ImplicitUsings>",
                        StringComparison.Ordinal
                    )
            );

        var passed = await sample.RunAsync(["test"]);
        var failed = await sample.RunAsync(["test", "--no-build"], new() { ["AGENT_REGRESSION"] = "1" });

        Assert.True(passed.ExitCode == 0, passed.Output);
        Assert.Contains("total: 12", passed.Output, StringComparison.Ordinal);
        Assert.True(failed.ExitCode == 2, failed.Output);
        Assert.Contains("failed: 4", failed.Output, StringComparison.Ordinal);
        Assert.Contains("Expected: a call of check_slot before a call of move_appointment", failed.Output, StringComparison.Ordinal);
    }

    /// <summary>Built once for all tests of the class.</summary>
    public sealed class Built
    {
        private readonly Lock _gate = new();
        private Task<GeneratedProject>? _project;

        internal Task<GeneratedProject> ProjectAsync(PackedFeed feed)
        {
            lock (_gate)
            {
                return _project ??= BuildAsync(feed);
            }
        }

        private static async Task<GeneratedProject> BuildAsync(PackedFeed feed)
        {
            var project = feed.NewProject("Clinic")
                .Write("global.json", PackedFeed.GlobalJson)
                .Write(
                    "Clinic.csproj",
                    $"""
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup>
                        <TargetFramework>net10.0</TargetFramework>
                        <EnableNUnitRunner>true</EnableNUnitRunner>
                        <OutputType>Exe</OutputType>
                      </PropertyGroup>
                      <ItemGroup>
                        <PackageReference Include="Cekura.NUnit" Version="{PackedFeed.Version}" />
                        <PackageReference Include="NUnit" Version="5.0.0" />
                        <PackageReference Include="NUnit3TestAdapter" Version="6.3.1" />
                        <PackageReference Include="Microsoft.NET.Test.Sdk" Version="18.11.0" />
                        <PackageReference Include="Microsoft.Testing.Extensions.TrxReport" Version="2.5.2" />
                      </ItemGroup>
                    </Project>
                    """
                )
                .WithManifest(Seeds.Manifest)
                .WithSeed(Seeds.Replayed());
            var without = await project.RunAsync(["build"]);
            Assert.True(without.ExitCode == 0, without.Output);
            Assert.Contains(
                "warning CEK0425: This project has manifests or suites and no code that runs them",
                without.Output,
                StringComparison.Ordinal
            );

            var build = await project
                .Write("Tests.cs", Code)
                .Write("Manifests.cs", "public sealed class Manifests : Cekura.NUnit.CekuraManifestTests;")
                .RunAsync(["build", "--no-restore"]);
            Assert.True(build.ExitCode == 0, build.Output);
            Assert.DoesNotContain("CEK0425", build.Output, StringComparison.Ordinal);
            return project;
        }
    }
}

using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests;

/// <summary>A project with accepted failures: known ones do not break the build, new ones do, and every run is remembered.</summary>
public sealed class BaselineTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Settings = "<ApiUrl>emulator</ApiUrl><Seed>emulator.seed.json</Seed><Baseline>cekura-baseline.json</Baseline>";

    [Theory]
    [InlineData(Runner.VSTest)]
    [InlineData(Runner.Platform)]
    public async Task A_known_failure_is_skipped_with_its_reasons_and_a_regression_fails(Runner runner)
    {
        var project = feed.NewProject("Baseline", runner).WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()).WithSettings(Settings);
        project.Write(
            "cekura-baseline.json",
            """
            {
              "version": 1,
              "tests": {
                "Appointments.Booking.Book_an_appointment.Normal_Male": { "outcome": "failed", "passed": 0, "total": 1 },
                "Appointments.Changes.Reschedule.In_a_hurry": { "outcome": "passed", "passed": 1, "total": 1 },
                "Appointments.Changes.Reschedule.Normal_Male": { "outcome": "failed", "passed": 0, "total": 1 }
              }
            }
            """
        );
        var state = Path.Combine(project.FolderPath, "state");

        var run = await project.HostAsync(new Dictionary<string, string?> { ["CEKURA_STATE_DIRECTORY"] = state });

        Assert.Equal(project.Failed, run.ExitCode);
        Assert.Equal(["Reschedule [In a hurry]"], run.Named("Failed"));
        Assert.Equal(["Reschedule [Normal Male]"], run.Named("NotExecuted"));
        var known = run.Test("Reschedule [Normal Male]");
        Assert.StartsWith(
            "Known failure (baseline: 0 of 1 passed).\nFailed: Confirms date and time",
            known.Message.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Assert.EndsWith("known-failure.md", known.Attachments[0], StringComparison.Ordinal);
        Assert.StartsWith(
            "# Known failure (baseline: 0 of 1 passed).\n\nFailed: Confirms date and time",
            known.Attachment("known-failure.md"),
            StringComparison.Ordinal
        );
        Assert.Contains("All set, goodbye.", known.Attachment("transcript.md"), StringComparison.Ordinal);
        Assert.Contains("regression: passed in the baseline", run.Test("Reschedule [In a hurry]").StdOut, StringComparison.Ordinal);
        Assert.Contains("fixed: failed in the baseline", run.Test("Book an appointment [Normal Male]").StdOut, StringComparison.Ordinal);
        Assert.Contains("new: not in the baseline", run.Test("Book an appointment [In a hurry]").StdOut, StringComparison.Ordinal);

        // Remembered is what was found out, whatever the baseline makes of it.
        var lines = await File.ReadAllLinesAsync(Assert.Single(Directory.GetFiles(state, "*.jsonl", SearchOption.AllDirectories)));
        Assert.Equal(6, lines.Length);
        Assert.StartsWith("{\"report\":", lines[^1], StringComparison.Ordinal);
        Assert.Contains($"\"project\":\"{project.Name}\"", lines[0], StringComparison.Ordinal);
        Assert.Equal(2, lines.Count(line => line.Contains("\"outcome\":\"failed\"", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.Contains("\"outcome\":\"passed\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_installed_command_accepts_what_the_tests_found_and_the_build_is_green()
    {
        var project = feed.NewProject("Accepted").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());
        var environment = new Dictionary<string, string?> { ["CEKURA_STATE_DIRECTORY"] = Path.Combine(project.FolderPath, "state") };
        Assert.Equal(1, (await project.HostAsync(environment)).ExitCode);

        var accepted = await project.CekuraAsync(environment, "baseline", "accept");

        Assert.True(accepted.ExitCode == 0, accepted.Output);
        Assert.Contains("new     -       0/1  Appointments.Changes.Reschedule.Normal_Male", accepted.Output, StringComparison.Ordinal);
        var again = await project.HostAsync(environment, "--", "Cekura.Baseline=cekura-baseline.json");
        Assert.True(again.ExitCode == 0, again.Console);
        Assert.Equal(["Reschedule [In a hurry]", "Reschedule [Normal Male]"], again.Named("NotExecuted"));
        var compared = await project.CekuraAsync(environment, "baseline", "diff");
        Assert.Equal(0, compared.ExitCode);
        Assert.Equal(2, compared.Output.Split("known failure").Length - 1);
    }

    [Theory]
    [LongInlineData(Runner.VSTest, null, "cekura-baseline.json(1,1): error CEK0500: ")]
    [InlineData(Runner.VSTest, "{ \"version\": 1,\n  \"tests\": {\n<<<<<<< ours", "cekura-baseline.json(3,1): error CEK0106: ")]
    [LongInlineData(Runner.Platform, "{ \"version\": 1,\n  \"tests\": {\n<<<<<<< ours", "cekura-baseline.json(3,1): error CEK0106: ")]
    public async Task A_baseline_that_cannot_be_used_starts_nothing(Runner runner, string? text, string told)
    {
        var project = feed.NewProject("NoBaseline", runner).WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()).WithSettings(Settings);
        if (text is not null)
        {
            project.Write("cekura-baseline.json", text);
        }

        var run = await project.HostAsync();

        Assert.Equal(project.Failed, run.ExitCode);
        Assert.Equal(4, run.Named("Failed").Count(IsOfACase));
        Assert.All(run.Tests.Where(test => IsOfACase(test.Name)), test =>
            Assert.StartsWith("Nothing was started: ", test.Message, StringComparison.Ordinal)
        );
        Assert.All(run.Tests, test => Assert.Contains(told, test.Message, StringComparison.Ordinal));
    }

    // On the other platform an error of the run is a failed test of its own.
    private static bool IsOfACase(string name) => name.EndsWith(']');

    [LongFact]
    public async Task A_run_that_cannot_be_remembered_says_so_once_and_passes()
    {
        var project = feed.NewProject("NoState").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed()).Write("state", "a file");

        var run = await project.HostAsync(
            new Dictionary<string, string?> { ["CEKURA_STATE_DIRECTORY"] = Path.Combine(project.FolderPath, "state") },
            "--filter",
            "Scenario=Book an appointment"
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, run.Console.Split("this run is not remembered").Length);
    }
}

using System.Text.RegularExpressions;
using Cekura.EndToEnd.Tests.Harness;

namespace Cekura.EndToEnd.Tests.Packages;

/// <summary>
/// The way of somebody new, by nothing but what each step says: a failure, the conversation behind it, a vote, only the failures again,
/// green.
/// </summary>
public sealed class WalkTests(PackedFeed feed) : IClassFixture<PackedFeed>
{
    private const string Failed = "Ask for the opening hours [Calm]";

    [LongFact]
    public async Task From_a_failure_by_what_the_console_says_back_to_green()
    {
        var project = await TemplateProject.CreateAsync(feed, "Walk");
        SayHours(project, "9 to 12", "10 to 12");
        var failing = await project.TestAsync("Walk");

        Assert.Equal(1, failing.ExitCode);
        Assert.Equal([Failed, "Ask for the opening hours [In a hurry]"], failing.Named("Failed"));
        Assert.Matches(@"3  \[\d\d:\d\d\] Agent: We are open on Saturday from 10 to 12\.", failing.Test(Failed).StdOut);
        var again = Regex.Match(
            failing.Console,
            @"Cekura: 2 of 4 failed\. To run only what failed: dotnet test (?<arguments>.+)",
            RegexOptions.ExplicitCapture,
            TimeSpan.FromMinutes(1)
        );
        Assert.True(again.Success, failing.Console);

        await LookAndVoteAsync(project);
        await project.RunAsync(["test", "Walk", "--no-build", "--filter", "Scenario=102"]);
        SayHours(project, "10 to 12", "9 to 12");
        var onlyFailed = await project.TestAsync(["Walk", .. again.Groups["arguments"].Value.Trim().Split(' ')]);

        Assert.True(onlyFailed.ExitCode == 0, onlyFailed.Console);
        Assert.Equal(failing.Named("Failed"), onlyFailed.Named("Passed"));
        var none = await project.TestAsync("Walk", "--no-build", "--", "Cekura.LastFailed=true");
        Assert.Empty(none.Tests);
        Assert.Contains("LastFailed: none of the 4 tests failed when it last ran", none.Console, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_remembered_is_no_silent_pass()
    {
        var project = feed.NewProject("Forgotten").WithManifest(Seeds.Manifest).WithSeed(Seeds.Replayed());

        var run = await project.HostAsync("--", "Cekura.LastFailed=true");

        Assert.Equal(1, run.ExitCode);
        Assert.Empty(run.Tests);
        Assert.Contains("Cekura: LastFailed: no run of this project is remembered in ", run.Console, StringComparison.Ordinal);
    }

    // The emulator was in the test process, which is long gone.
    private static async Task LookAndVoteAsync(GeneratedProject project)
    {
        var seen = await CekuraAsync(project, "runs", "get", "--test", Failed);
        Assert.Contains("Verdict: failed", seen, StringComparison.Ordinal);
        Assert.Contains("The agent never said anything that matches /Saturday from 9 to 12/.", seen, StringComparison.Ordinal);
        var metric = Regex
            .Match(seen, @"^(?<id>\d+) .*Says goodbye", RegexOptions.Multiline | RegexOptions.ExplicitCapture, TimeSpan.FromMinutes(1))
            .Groups["id"]
            .Value;

        Assert.Contains(
            "Voted on metric",
            await CekuraAsync(
                project,
                "runs",
                "mark-metric-vote",
                "--test",
                Failed,
                "--metric-id",
                metric,
                "--thumbs-down",
                "--expected-value",
                "false"
            ),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "Voted on the expected outcome",
            await CekuraAsync(project, "runs", "mark-expected-outcome-vote", "--test", Failed, "--thumbs-down"),
            StringComparison.Ordinal
        );

        var voted = await CekuraAsync(project, "runs", "get", "--api-url", "emulator", "5001", "--format", "json");
        Assert.Contains("\"evaluation_status\": \"reviewed_", voted, StringComparison.Ordinal);
    }

    private static async Task<string> CekuraAsync(GeneratedProject project, params string[] arguments)
    {
        var command = Path.Combine(PackedFeed.Repository, "src", "Cekura.Cli", "bin", PackedFeed.Configuration, "net10.0", "cekura.dll");
        var result = await project.RunAsync([command, .. arguments]);
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output;
    }

    private static void SayHours(GeneratedProject project, string before, string after)
    {
        var agent = Path.Combine(project.FolderPath, "Walk", "agent", "Program.cs");
        File.WriteAllText(
            agent,
            File.ReadAllText(agent).Replace($"Saturday from {before}", $"Saturday from {after}", StringComparison.Ordinal)
        );
    }
}

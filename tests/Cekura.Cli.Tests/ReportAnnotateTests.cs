using Cekura.Reports.Ci;
using Cekura.Reports.Summary;
using Cekura.Runs.Causes;

namespace Cekura.Cli.Tests;

/// <summary>What <c>report annotate</c> tells a build server of runs that are over, whoever ran them.</summary>
public sealed class ReportAnnotateTests : IDisposable
{
    private const string Github = "::error file=tests/cekura.json,line=4,title=Book [Calm]::Not met%0A##vso[task.complete]%0A::stop";

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-annotate-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Each_failed_test_is_marked_at_the_start_of_a_line()
    {
        Write("Clinic", TestRunState.Finished, Failed("/repo/tests/cekura.json"));
        Write("Billing", TestRunState.Finished);

        var (exitCode, output, error) = await RunAsync(
            new() { ["GITHUB_ACTIONS"] = "true", ["GITHUB_WORKSPACE"] = "/repo" },
            "report",
            "annotate",
            "results"
        );

        Assert.True(exitCode == 0, output + error);
        Assert.Equal($"{Github}\n", output);
        Assert.Equal("3 tests of 2 runs: 1 test to look at.\n", error);
    }

    [Fact]
    public async Task Causes_take_the_place_of_tests_and_the_agent_s_failures_of_all_runs_come_first()
    {
        Write("A", TestRunState.Finished, [One("Busy", CauseKind.Infrastructure)], Failed("/repo/a.json"), Failed("/repo/b.json"));
        Write("B", TestRunState.Finished, [One("Wrong", CauseKind.Agent)], Failed("/repo/c.json"));

        var (_, output, error) = await RunAsync(
            new() { ["GITHUB_ACTIONS"] = "true", ["GITHUB_WORKSPACE"] = "/repo" },
            "report",
            "annotate",
            "results"
        );

        Assert.Equal("::error file=x.json,line=4,title=Wrong::why\n::error file=x.json,line=4,title=Busy::why\n", output);
        Assert.EndsWith("3 tests to look at.\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Azure_reads_its_own_words()
    {
        Write("Clinic", TestRunState.Finished, Failed("/agent/s/tests/cekura.json"));
        Write("Billing", TestRunState.Finished);
        var summary = Path.Combine(_home, "results", "cekura-summary.Clinic.md");
        await File.WriteAllTextAsync(summary, "## Cekura: Clinic");

        var (_, output, _) = await RunAsync(
            new() { ["TF_BUILD"] = "True", ["BUILD_SOURCESDIRECTORY"] = "/agent/s" },
            "report",
            "annotate",
            "results"
        );

        Assert.StartsWith(
            "##vso[task.logissue type=error;sourcepath=tests/cekura.json;linenumber=4;]Book [Calm]: Not met%0A",
            output,
            StringComparison.Ordinal
        );
        Assert.Equal([$"##vso[task.uploadsummary]{summary}"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]);
    }

    [Fact]
    public async Task Whom_it_is_for_can_be_said_and_must_be_where_it_is_not_seen()
    {
        Write("Clinic", TestRunState.Finished, Failed(Path.Combine(_home, "tests", "cekura.json")));

        Assert.Equal($"{Github}\n", (await RunAsync([], "report", "annotate", "results", "--for", "github")).Out);
        var (exitCode, output, error) = await RunAsync([], "report", "annotate", "results");
        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("--for github, or --for azure", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("running", "Clinic did not come to its end: 2 of 3 tests have a verdict")]
    [InlineData("stopped", "Clinic was stopped: 2 of 3 tests have a verdict.")]
    public async Task A_run_without_an_end_is_named(string state, string words)
    {
        Write("Clinic", Enum.Parse<TestRunState>(state, ignoreCase: true), Failed("/repo/cekura.json"));

        var (exitCode, output, error) = await RunAsync([], "report", "annotate", "results", "--for", "github");

        Assert.Equal(3, exitCode);
        Assert.StartsWith("::error file=", output, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_runs_and_a_file_that_is_none_are_said()
    {
        Directory.CreateDirectory(Path.Combine(_home, "results"));
        var (exitCode, _, error) = await RunAsync([], "report", "annotate", "results", "--for", "github");
        Assert.Equal(2, exitCode);
        Assert.Contains("holds no file cekura-status.*.json", error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(_home, "results", "cekura-status.x.json"), "{");
        (exitCode, _, error) = await RunAsync([], "report", "annotate", "results", "--for", "github");
        Assert.Equal(2, exitCode);
        Assert.Contains("cekura-status.x.json is not the status of a run", error, StringComparison.Ordinal);
    }

    private static Annotation One(string cause, CauseKind kind) => new(cause, "why", "/repo/x.json", 4) { Kind = kind };

    private static Annotation Failed(string file) => new("Book [Calm]", "Not met\n##vso[task.complete]\n::stop", file, 4);

    private Task<(int ExitCode, string Out, string Error)> RunAsync(Dictionary<string, string> environment, params string[] arguments) =>
        Command.RunAsync(_home, environment, arguments);

    private void Write(string project, TestRunState state, params Annotation[] attention) => Write(project, state, [], attention);

    private void Write(string project, TestRunState state, Annotation[] causes, params Annotation[] attention)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_home, "results")).FullName;
        StatusFile.Write(
            Path.Combine(folder, StatusFile.NameOf(project)),
            new TestRunStatus
            {
                Project = project,
                State = state,
                Started = DateTimeOffset.UnixEpoch,
                Written = DateTimeOffset.UnixEpoch,
                IsEmulated = true,
                Tests = 3,
                Outcomes = new Dictionary<string, int> { ["passed"] = 1, ["failed"] = attention.Length },
                Attention = attention,
                Annotations = causes,
                Notes = [],
                Files = [],
            }
        );
    }
}

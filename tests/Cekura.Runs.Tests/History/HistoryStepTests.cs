using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Runs.History;
using Cekura.Runs.Listening;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.History;

public sealed class HistoryStepTests : IDisposable
{
    private static readonly Uri Service = new("https://api.example/");

    private readonly string _root = Directory.CreateTempSubdirectory("cekura-history-").FullName;
    private readonly FakeTimeProvider _time = new(new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("", "P", nameof(TestStanding.Unknown))]
    [InlineData("P", "P", nameof(TestStanding.StillPasses))]
    [InlineData("P", "F", nameof(TestStanding.Regression))]
    [InlineData("F", "F", nameof(TestStanding.StillFails))]
    [InlineData("F", "P", nameof(TestStanding.Fixed))]
    [InlineData("PI", "F", nameof(TestStanding.Regression))]
    [InlineData("P", "I", nameof(TestStanding.Unknown))]
    [InlineData("I", "F", nameof(TestStanding.New))]
    [InlineData("PF", "P", nameof(TestStanding.Flips))]
    [InlineData("FP", "F", nameof(TestStanding.Flips))]
    [InlineData("PFF", "F", nameof(TestStanding.StillFails))]
    public async Task A_verdict_stands_to_the_runs_before(string earlier, string now, string standing)
    {
        foreach (var outcome in earlier)
        {
            await RunAsync(outcome, Service);
        }

        Assert.Equal(standing, (await RunAsync(now[0], Service)).Standing.ToString());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(99, 3)]
    public async Task A_run_of_many_tests_is_held_against_the_newest_runs_alone(int tests, int runs)
    {
        foreach (var outcome in "PFP")
        {
            await RunAsync(outcome, Service);
        }

        var read = LastTestRun.ReadAll(_root).ToList();

        Assert.Equal(3, read.Count);
        Assert.Equal(read.Take(runs).Select(run => run.Path), RunHistory.Newest(read, tests).Select(run => run.Path));
    }

    [Fact]
    public async Task A_test_that_the_earlier_runs_do_not_have_is_new()
    {
        await RunAsync('P', Service);

        Assert.Equal(TestStanding.New, (await RunAsync('F', Service, scenario: "Move")).Standing);
    }

    [Fact]
    public async Task Nothing_flips_across_a_change()
    {
        await RunAsync('P', Service, commit: "a");
        await RunAsync('F', Service, commit: "b");
        Assert.Equal(TestStanding.Fixed, (await RunAsync('P', Service, commit: "c")).Standing);

        await RunAsync('P', Service, commit: "c", scenario: "Move");
        await RunAsync('F', Service, commit: "c", scenario: "Move");
        Assert.Equal(TestStanding.Fixed, (await RunAsync('P', Service, commit: "c", scenario: "Move", frequency: 2)).Standing);
        Assert.Equal(TestStanding.Regression, (await RunAsync('F', Service, commit: "c", scenario: "Move")).Standing);
    }

    [Fact]
    public async Task One_turn_is_enough_where_the_commit_holds_the_agent_too()
    {
        await RunAsync('P', service: null, commit: "a");
        Assert.Equal(TestStanding.Flips, (await RunAsync('F', service: null, commit: "a")).Standing);
        Assert.Equal(TestStanding.Fixed, (await RunAsync('P', service: null, commit: "b")).Standing);
    }

    [Fact]
    public async Task The_past_says_since_when_and_how_often()
    {
        await RunAsync('P', Service);
        await RunAsync('F', Service);
        await RunAsync('I', Service);

        var past = (await RunAsync('F', Service)).Past!;

        Assert.Equal([true, false, false, false], past.Outcomes.Select(outcome => outcome.Passed));
        Assert.Equal(past.Outcomes[1].Run, past.Since);
        Assert.Equal((new PassRate(1, 3), 3), (past.Rate, past.Runs));
    }

    [Fact]
    public async Task A_known_failure_of_the_baseline_is_known_whatever_the_runs_before_say()
    {
        await RunAsync('P', Service);
        var verdict = await new BaselineStep(
            new BaselineFile([new("Front_desk.Book.In a hurry", Passed: false, new PassRate(0, 1))])
        ).ApplyAsync(SampleCase.Of("Book", "In a hurry"), await RunAsync('F', Service));

        Assert.Equal(TestStanding.Known, verdict.Standing);
    }

    [Theory]
    [InlineData(true, 'F', nameof(TestStanding.Regression))]
    [InlineData(false, 'P', nameof(TestStanding.Fixed))]
    [InlineData(true, 'P', nameof(TestStanding.StillPasses))]
    public async Task Where_nothing_is_remembered_the_baseline_says_what_was_before(bool passed, char now, string standing)
    {
        var baseline = new BaselineFile([new("Front_desk.Book.In a hurry", passed, new PassRate(passed ? 1 : 0, 1))]);

        var verdict = await new BaselineStep(baseline).ApplyAsync(SampleCase.Of("Book", "In a hurry"), await RunAsync(now, Service));

        Assert.Equal(standing, verdict.Standing.ToString());
    }

    private async Task<CaseVerdict> RunAsync(char outcome, Uri? service, string? commit = null, string scenario = "Book", int frequency = 1)
    {
        _time.Advance(TimeSpan.FromHours(1));
        using var log = TestRunLog.Create(
            _root,
            "Clinic.Tests",
            Path.Combine(_root, "project"),
            new CekuraSettings { ApiUrl = service },
            _time,
            commit is null ? null : new SourceRevision(commit, Branch: null)
        );
        var history = RunHistory.Of(RunHistory.Read(_root, "Clinic.Tests", Path.Combine(_root, "project"), log.Path));
        var heard = new Heard();
        var reporter = new CaseReporter(heard, [new LogStep(log, heard), new HistoryStep(Task.FromResult(history), log.Run!)]);
        var run = outcome switch
        {
            'P' => Passed,
            'F' => Failed,
            _ => NotConnected(RunStatus.Failed),
        };
        await reporter.FinishedAsync(
            SampleCase.Of(scenario, "In a hurry") with
            {
                Frequency = frequency,
            },
            new CaseJudge(VerdictRules.From(new CekuraSettings())).Aggregate([Judge(run)], passAtLeast: null)
        );
        return heard.Verdicts.Single().Value;
    }
}

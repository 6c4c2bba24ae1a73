using Cekura.Client;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Listening;
using Cekura.Runs.Tests.Session;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Runs.Tests.History;

public sealed class TestRunLogTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("cekura-state-").FullName;
    private readonly FakeTimeProvider _time = new();

    private string StatePath => Path.Combine(_root, "state");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_run_reads_back_with_outcomes_and_ids()
    {
        Write("Clinic.Tests", ("Book", [Passed, Passed with { Id = 5560 }]), ("Move", [Failed]));

        var run = LastTestRun.Read(StatePath)!;

        Assert.Equal("Clinic.Tests", run.Project);
        Assert.Equal("emulator", run.ApiUrl);
        Assert.Equal(_time.GetUtcNow(), run.Started);
        Assert.Equal(["Front_desk.Book.In a hurry", "Front_desk.Move.In a hurry"], run.Tests.Select(test => test.Test));
        Assert.Equal([Outcome.Passed, Outcome.Failed], run.Tests.Select(test => test.Outcome));
        Assert.Equal([new PassRate(2, 2), new PassRate(0, 1)], run.Tests.Select(test => test.Rate));
        Assert.Equal([5544, 5560], run.Tests[0].RunIds);
        Assert.Equal(987, run.Tests[0].ResultId);
        Assert.All(run.Tests, test => Assert.True(test.TookPlace));
    }

    [Fact]
    public void Causes_metrics_and_repetitions_read_back_with_what_was_checked_out()
    {
        var latency = new RunMetric
        {
            Name = "Latency (ms)",
            Type = "numeric",
            Score = 850,
        };
        var revision = SourceRevision.Of(
            new Dictionary<string, string?>
            {
                ["GITHUB_SHA"] = "0123abcd",
                ["GITHUB_REF_NAME"] = "main",
                ["GITHUB_HEAD_REF"] = "",
            }
        );
        Write(
            Open("Clinic.Tests", revision: revision),
            [("Book", [Passed with { Metrics = [.. Passed.Metrics, latency] }, Failed with { Id = 5560 }, Failed with { Id = 5561 }])]
        );

        var run = LastTestRun.Read(StatePath)!;
        var details = run.Tests.Single().Details!;

        Assert.Equal(("0123abcd", "main"), (run.Commit, run.Branch));
        Assert.Equal([Outcome.Passed, Outcome.Failed, Outcome.Failed], details.Repetitions.Select(one => one.Outcome));
        Assert.Equal(0, details.Infrastructure);
        var cause = Assert.Single(details.Causes);
        Assert.Equal([2, 3], cause.Repetitions);
        Assert.NotEmpty(cause.Key);
        Assert.Equal(
            [new MetricValue(850, Passes: null, Label: null), null, null],
            details.Metrics.Single(metric => metric.Name == "Latency (ms)").Values
        );
        Assert.Equal(
            [true, true, true],
            details.Metrics.Single(metric => metric.Name == "Greets by clinic name").Values.Select(value => value!.Passes)
        );
    }

    [Fact]
    public void What_never_took_place_is_counted()
    {
        Write("Clinic.Tests", ("Book", [Passed, NotConnected(RunStatus.Failed) with { Id = 5560 }]));

        var test = LastTestRun.Read(StatePath)!.Tests.Single();

        Assert.Equal(1, test.Details!.Infrastructure);
        Assert.False(test.TookPlace);
    }

    [Fact]
    public void The_fingerprint_is_of_what_a_test_asks_for_and_not_of_its_name()
    {
        var book = SampleCase.Of("Book", "In a hurry");

        Assert.Equal(
            CaseFingerprint.Of(book),
            CaseFingerprint.Of(book with { FullyQualifiedName = "S.Other", DisplayName = "Other", Tags = ["smoke"] })
        );
        Assert.Equal(
            6,
            new[]
            {
                book,
                book with
                {
                    PersonalityId = 7,
                },
                book with
                {
                    Mode = "voice",
                },
                book with
                {
                    AgentId = 12,
                },
                book with
                {
                    PassAtLeast = 1,
                },
                book with
                {
                    Options = new() { ["websocket_url"] = "wss://agent" },
                },
            }
                .Select(CaseFingerprint.Of)
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public void A_run_of_a_version_that_kept_no_details_reads_as_before()
    {
        var folder = Directory.CreateDirectory(Path.Combine(StatePath, "test-runs", "Clinic_Tests-0")).FullName;
        File.WriteAllText(
            Path.Combine(folder, "20260101-000000-000-00000000.jsonl"),
            """
            {"version":1,"project":"Clinic.Tests","project_directory":"/src","api_url":"emulator","seed":null,"started":"2026-01-01T00:00:00+00:00"}
            {"test":"S.Book.Calm","name":"Book [Calm]","outcome":"failed","passed":0,"total":1,"took_place":true,"result":9,"seconds":12.5,"runs":[7]}

            """
        );

        var run = LastTestRun.Read(StatePath)!;

        Assert.Equal((null, null, null), (run.Commit, run.Branch, run.SeedHash));
        Assert.Equal(Outcome.Failed, run.Tests.Single().Outcome);
        Assert.Null(run.Tests.Single().Details);
    }

    [Theory]
    [InlineData("BUILD_SOURCEVERSION=a1;BUILD_SOURCEBRANCH=refs/heads/main", "a1", "main")]
    [InlineData("BUILD_SOURCEVERSION=a1;BUILD_SOURCEBRANCH=refs/pull/4/merge;SYSTEM_PULLREQUEST_SOURCEBRANCH=refs/heads/fix", "a1", "fix")]
    [InlineData("CI_COMMIT_SHA=b2;CI_COMMIT_REF_NAME=main", "b2", "main")]
    [InlineData("GITHUB_SHA=c3;GITHUB_HEAD_REF=fix;GITHUB_REF_NAME=4/merge", "c3", "fix")]
    [InlineData("GIT_COMMIT=d4", "d4", null)]
    public void The_commit_is_the_one_that_the_build_server_names(string variables, string commit, string? branch) =>
        Assert.Equal(
            new SourceRevision(commit, branch),
            SourceRevision.Of(
                variables
                    .Split(';')
                    .ToDictionary(entry => entry.Split('=')[0], entry => (string?)entry.Split('=')[1], StringComparer.Ordinal)
            )
        );

    [Fact]
    public void Without_a_build_server_no_commit_is_known() =>
        Assert.Null(SourceRevision.Of(new Dictionary<string, string?> { ["GITHUB_SHA"] = "" }));

    [Fact]
    public void The_newest_run_that_started_anything_is_the_last_one()
    {
        Write("Clinic.Tests", ("Book", [Passed]));
        _time.Advance(TimeSpan.FromMinutes(1));
        Write("Clinic.Tests", ("Book", [Failed]));
        _time.Advance(TimeSpan.FromMinutes(1));
        using (var refused = Open("Clinic.Tests"))
        {
            refused.Add(SampleCase.Of("Book", "In a hurry"), CaseVerdict.WithoutRun(Outcome.Failed, "Nothing was started."));
        }

        Assert.Equal(Outcome.Failed, LastTestRun.Read(StatePath)!.Tests.Single().Outcome);
        Assert.Equal(5545, LastTestRun.Find(StatePath, "front_desk.book.in a hurry")!.Value.Test.RunIds.Single());
        Assert.Equal(5545, LastTestRun.Find(StatePath, "Book [In a hurry]")!.Value.Test.RunIds.Single());
        Assert.Null(LastTestRun.Find(StatePath, "Book"));
        Assert.Null(LastTestRun.Read(StatePath, "Other.Tests"));
        Assert.Null(LastTestRun.Read(Path.Combine(_root, "nowhere")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(60)]
    public void A_line_that_a_dying_process_tore_costs_only_itself(int missing)
    {
        Write("Clinic.Tests", ("Book", [Passed]), ("Move", [Failed]));
        var file = Directory.GetFiles(StatePath, "*.jsonl", SearchOption.AllDirectories).Single();
        using (var torn = new FileStream(file, FileMode.Open))
        {
            torn.SetLength(torn.Length - 1 - missing);
        }

        Assert.Equal("Front_desk.Book.In a hurry", Assert.Single(LastTestRun.Read(StatePath)!.Tests).Test);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[1]\n")]
    [InlineData("{\"version\":2}\n")]
    [InlineData("{\"version\":1,\"project\":7}\n")]
    public void A_file_of_another_make_is_left_out(string text)
    {
        Write("Clinic.Tests", ("Book", [Passed]));
        File.WriteAllText(Path.Combine(StatePath, "test-runs", "99990101-000000-000-00000000.jsonl"), text);

        Assert.Single(LastTestRun.ReadAll(StatePath));
    }

    [Fact]
    public void Durations_are_those_of_the_newest_run_of_the_same_service_in_which_a_test_took_place()
    {
        var service = new Uri("https://api.example/");
        WriteTo(service, ("Book", [Lasting(30)]), ("Move", [Lasting(40)]));
        _time.Advance(TimeSpan.FromMinutes(1));
        WriteTo(service, ("Book", [Lasting(50)]));
        _time.Advance(TimeSpan.FromMinutes(1));
        WriteTo(new Uri("https://other.example/"), ("Book", [Lasting(70)]), ("Cancel", [Lasting(80)]));

        var durations = LastTestRun.Durations(
            StatePath,
            service,
            [SampleCase.Of("Book", "In a hurry"), SampleCase.Of("Move", "In a hurry"), SampleCase.Of("Cancel", "In a hurry")]
        );

        Assert.Equal([50, 40], durations.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => entry.Value.TotalSeconds));
    }

    [Fact]
    public void Finished_tests_are_known_while_the_run_goes_on()
    {
        using var log = Open("Clinic.Tests");
        log.Add(SampleCase.Of("Book", "In a hurry"), Verdict(Passed));

        Assert.Single(LastTestRun.Read(StatePath)!.Tests);
    }

    [Fact]
    public async Task Many_processes_and_threads_do_not_disturb_each_other()
    {
        using var first = Open("Clinic.Tests");
        using var second = Open("Clinic.Tests");
        await Parallel.ForAsync(0, 200, (index, _) =>
        {
            (index % 2 == 0 ? first : second).Add(SampleCase.Of($"Case {index}", "In a hurry"), Verdict(Passed));
            return ValueTask.CompletedTask;
        });

        Assert.Equal([100, 100], LastTestRun.ReadAll(StatePath).Select(run => run.Tests.Count));
    }

    [Fact]
    public void Only_the_last_twenty_runs_of_a_project_are_kept()
    {
        Write("Other.Tests", ("Book", [Passed]));
        for (var run = 0; run < 25; run++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            Write("Clinic.Tests", ($"Run {run}", [Passed]));
            File.WriteAllText(LastTestRun.Read(StatePath, "Clinic.Tests")!.EmulatorData, "{}");
        }

        var kept = LastTestRun.ReadAll(StatePath).ToLookup(run => run.Project);
        Assert.Equal(20, kept["Clinic.Tests"].Count());
        Assert.Equal(20, kept["Clinic.Tests"].Count(run => File.Exists(run.EmulatorData)));
        Assert.Equal(20, Directory.EnumerateFiles(StatePath, "*.emulator.json", SearchOption.AllDirectories).Count());
        Assert.Equal("Front_desk.Run 24.In a hurry", kept["Clinic.Tests"].First().Tests.Single().Test);
        Assert.Single(kept["Other.Tests"]);
    }

    [Fact]
    public void Nobody_else_may_read_it()
    {
        Write("Clinic.Tests", ("Book", [Passed]));

        if (!OperatingSystem.IsWindows())
        {
            var file = Directory.GetFiles(StatePath, "*.jsonl", SearchOption.AllDirectories).Single();
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            const UnixFileMode folder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            Assert.Equal(folder, File.GetUnixFileMode(StatePath));
            Assert.Equal(folder, File.GetUnixFileMode(Path.GetDirectoryName(file)!));
        }
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_said_once_and_costs_no_verdict()
    {
        var heard = new Heard();
        using var log = new TestRunLog(new FullDisk());
        var listener = new CaseReporter(heard, [new LogStep(log, heard)]);

        await listener.FinishedAsync(SampleCase.Of("Book", "In a hurry"), Verdict(Passed));
        await listener.FinishedAsync(SampleCase.Of("Move", "In a hurry"), Verdict(Passed));

        Assert.Equal(2, heard.Verdicts.Count);
        Assert.Equal(MessageSeverity.Warning, Assert.Single(heard.Messages).Severity);
    }

    private static Run Lasting(double seconds) => Passed with { Duration = TimeSpan.FromSeconds(seconds) };

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }

    private TestRunLog Open(string project, Uri? service = null, SourceRevision? revision = null) =>
        TestRunLog.Create(StatePath, project, Path.Combine(_root, project), new CekuraSettings { ApiUrl = service }, _time, revision);

    private void Write(string project, params (string Scenario, Run[] Runs)[] cases) => Write(Open(project), cases);

    private void WriteTo(Uri service, params (string Scenario, Run[] Runs)[] cases) => Write(Open("Clinic.Tests", service), cases);

    private static void Write(TestRunLog open, (string Scenario, Run[] Runs)[] cases)
    {
        using var log = open;
        foreach (var (scenario, runs) in cases)
        {
            log.Add(SampleCase.Of(scenario, "In a hurry"), Verdict(runs));
        }
    }

    private static CaseVerdict Verdict(params Run[] runs) =>
        new CaseJudge(VerdictRules.From(new CekuraSettings())).Aggregate([.. runs.Select(run => Judge(run))], passAtLeast: null);
}

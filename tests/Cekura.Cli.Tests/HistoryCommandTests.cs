using System.IO.Compression;
using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Cli.Tests;

/// <summary>What <c>cekura history</c> says of remembered runs, and what it takes in from other machines.</summary>
public sealed class HistoryCommandTests : IDisposable
{
    private const string Trx = """
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010">
          <Times start="2026-11-05T09:00:00+01:00" />
          <Results>
            <UnitTestResult testId="1" testName="Book [Calm]" outcome="Failed">
              <Output><ErrorInfo><Message>1 of 3 passed, at least 2 must.&#10;#1 failed</Message></ErrorInfo></Output>
              <InnerResults>
                <UnitTestResult testName="#1" outcome="Failed" /><UnitTestResult testName="#2" outcome="Passed" /><UnitTestResult testName="#3" outcome="Failed" />
              </InnerResults>
            </UnitTestResult>
            <UnitTestResult testId="2" testName="Move [Calm]" outcome="NotExecuted" />
            <UnitTestResult testId="3" testName="Other" outcome="Passed" />
          </Results>
          <TestDefinitions>
            <UnitTest name="Book [Calm]" id="1"><TestMethod codeBase="D:\a\1\s\Clinic.Tests.dll" adapterTypeName="executor://cekura/v1" className="Clinic.Book" name="Calm" /></UnitTest>
            <UnitTest name="Move [Calm]" id="2"><TestMethod codeBase="D:\a\1\s\Clinic.Tests.dll" adapterTypeName="executor://cekura/v1" className="Clinic.Move" name="Calm" /></UnitTest>
            <UnitTest name="Other" id="3"><TestMethod codeBase="D:\a\1\s\Clinic.Tests.dll" adapterTypeName="executor://xunit/VsTestRunner3" className="Clinic.Unit" name="Other" /></UnitTest>
          </TestDefinitions>
        </TestRun>
        """;

    private readonly string _home = Directory.CreateTempSubdirectory("cekura-history-").FullName;
    private readonly FakeTimeProvider _time = new(new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero));

    private string State => Path.Combine(_home, ".cekura", "state");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Each_test_stands_to_its_runs_and_what_passes_as_before_is_counted()
    {
        Write("a1", ("Book", "P"), ("Move", "F"), ("Ask", "P"));
        Write("b2", ("Book", "P"), ("Move", "F"), ("Ask", "P"));
        Write("c3", ("Book", "F"), ("Move", "F"), ("Ask", "P"));

        var (exitCode, output, error) = await RunAsync("history");

        Assert.True(exitCode == 0, output + error);
        Assert.Equal(
            """
            Clinic.Tests: 3 runs, the first 2026-11-01 10:00 UTC, commit a1, the last 2026-11-01 12:00 UTC, commit c3.

            STANDING     LAST RUNS  PASSED               SINCE                            TEST
            regression   ██▁        2 of 3 (21 to 94 %)  2026-11-01 12:00 UTC, commit c3  Book [Calm]
            still fails  ▁▁▁        0 of 3 (0 to 56 %)   2026-11-01 10:00 UTC, commit a1  Move [Calm]
            1 test passes as before. --all shows every test.

            METRIC        LAST RUNS  BEFORE  NOW   CHANGE
            Latency (ms)  ▁▅█        900     1050  +150

            BIGGEST MOVERS  BEFORE  NOW     P
            Book [Calm]     2 of 2  0 of 1  0.333

            """.ReplaceLineEndings("\n"),
            output
        );
    }

    [Fact]
    public async Task One_test_has_the_causes_of_each_run()
    {
        Write("a1", ("Book", "P"), ("Move", "P"));
        Write("b2", ("Book", "FP"), ("Move", "P"));

        var (exitCode, output, error) = await RunAsync("history", "--test", "book [calm]");

        Assert.True(exitCode == 0, output + error);
        Assert.StartsWith(
            "Book [Calm]\nClinic.Book.Calm\n\n█▅  regression since 2026-11-01 11:00 UTC, commit b2; 2 of 3 passed (95 % interval: 21 to 94 %) in 2 runs.\n",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("1 of 2  The agent did not do it", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_get_everything()
    {
        Write("a1", ("Book", "P"));
        Write("b2", ("Book", "F"));

        var (_, output, _) = await RunAsync("history", "--test", "Clinic.Book.Calm", "--format", "json");

        using var json = JsonDocument.Parse(output);
        var test = json.RootElement.GetProperty("tests")[0];
        Assert.Equal("regression", test.GetProperty("standing").GetString());
        Assert.Equal("2026-11-01T11:00:00Z", test.GetProperty("since").GetString());
        Assert.Equal("b2", test.GetProperty("since_commit").GetString());
        Assert.Equal([0, 1], test.GetProperty("outcomes").EnumerateArray().Select(outcome => outcome.GetProperty("run").GetInt32()));
        Assert.Equal(
            ["a1", "b2"],
            json.RootElement.GetProperty("runs").EnumerateArray().Select(run => run.GetProperty("commit").GetString())
        );
        Assert.Equal(0.5, json.RootElement.GetProperty("movers")[0].GetProperty("p").GetDouble());
        Assert.Equal("agent", json.RootElement.GetProperty("causes")[0].GetProperty("causes")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("", "No test run is remembered in")]
    [InlineData("--project Other.Tests", "No test run of Other.Tests is remembered in")]
    [InlineData("--test Nothing", "No run of Clinic.Tests that is remembered has a test Nothing.")]
    public async Task What_is_not_remembered_is_said(string arguments, string words)
    {
        if (arguments.Length > 0)
        {
            Write("a1", ("Book", "P"));
        }

        var (exitCode, output, error) = await RunAsync(["history", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runs_of_other_machines_come_from_an_archive_and_come_once()
    {
        Write("a1", ("Book", "P"));
        var elsewhere = Path.Combine(_home, "elsewhere");
        Write("b2", elsewhere, ("Book", "F"));
        Write("c3", elsewhere, ("Book", "F"));
        await ZipFile.CreateFromDirectoryAsync(elsewhere, Path.Combine(_home, "nightly.zip"));

        var (exitCode, output, error) = await RunAsync("history", "import", "nightly.zip");
        Assert.True(exitCode == 0, output + error);
        Assert.EndsWith("2 runs imported. \"cekura history\" shows them.\n", output, StringComparison.Ordinal);
        var (_, again, _) = await RunAsync("history", "import", "nightly.zip", "--format", "json");

        Assert.Equal(2, JsonDocument.Parse(again).RootElement.GetProperty("known").GetInt32());
        var (_, history, _) = await RunAsync("history");
        Assert.Contains("still fails  █▁▁", history, StringComparison.Ordinal);
        Assert.Contains("2026-11-01 11:00 UTC, commit b2", history, StringComparison.Ordinal);
        Assert.Equal("a1", LastTestRun.Read(State)!.Commit);
    }

    [Fact]
    public async Task A_trx_file_has_the_tests_of_ours_with_their_repetitions()
    {
        await File.WriteAllTextAsync(Path.Combine(_home, "run.trx"), Trx);

        var (exitCode, output, error) = await RunAsync("history", "import", "run.trx", "--commit", "d4", "--branch", "main");
        Assert.True(exitCode == 0, output + error);

        var (_, history, _) = await RunAsync("history", "--test", "Clinic.Book.Calm");
        Assert.Contains("1 of 3 passed", history, StringComparison.Ordinal);
        Assert.Contains("2026-11-05 08:00 UTC, commit d4  1 of 3  1 of 3 passed, at least 2 must.", history, StringComparison.Ordinal);
        var (_, json, _) = await RunAsync("history", "--format", "json");
        Assert.Equal(2, JsonDocument.Parse(json).RootElement.GetProperty("tests").GetArrayLength());
    }

    [Fact]
    public async Task Beside_files_of_ours_a_trx_file_of_the_same_project_is_not_counted_twice()
    {
        var artifacts = Path.Combine(_home, "artifacts");
        Write("b2", artifacts, ("Book", "F"));
        await File.WriteAllTextAsync(Path.Combine(artifacts, "run.trx"), Trx);

        var (_, output, _) = await RunAsync("history", "import", "artifacts", "--format", "json");

        Assert.Equal(1, JsonDocument.Parse(output).RootElement.GetProperty("imported").GetInt32());
    }

    [Fact]
    public async Task What_an_archive_calls_its_files_leads_nowhere()
    {
        var elsewhere = Path.Combine(_home, "elsewhere");
        Write("b2", elsewhere, ("Book", "F"));
        var file = Directory.GetFiles(elsewhere, "*.jsonl", SearchOption.AllDirectories).Single();
        await using (var archive = await ZipFile.OpenAsync(Path.Combine(_home, "evil.zip"), ZipArchiveMode.Create))
        {
            await archive.CreateEntryFromFileAsync(file, "../../../escaped.jsonl");
        }

        var (exitCode, output, error) = await RunAsync("history", "import", "evil.zip");

        Assert.True(exitCode == 0, output + error);
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), "escaped.jsonl"));
        Assert.False(File.Exists(Path.GetFullPath(Path.Combine(_home, "..", "escaped.jsonl"))));
    }

    [Theory]
    [InlineData("broken.trx", "<TestRun", "broken.trx is no TRX file, or was cut off")]
    [InlineData("broken.zip", "PK", "broken.zip is no archive that can be read")]
    [InlineData("cekura-report.X.1-of-2.jsonl", "{}", "was not written by a shard")]
    [InlineData("bomb.trx", "<!DOCTYPE a [<!ENTITY b \"c\">]><TestRun>&b;</TestRun>", "bomb.trx is no TRX file")]
    public async Task What_cannot_be_read_is_named(string name, string text, string words)
    {
        await File.WriteAllTextAsync(Path.Combine(_home, name), text);

        var (exitCode, _, error) = await RunAsync("history", "import", name);

        Assert.Equal(2, exitCode);
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shards_of_one_run_are_one_run()
    {
        foreach (var index in new[] { 1, 2 })
        {
            var head = new ShardHead(
                "Clinic.Tests",
                "Clinic",
                Shard.Parse($"{index}/2")!,
                "division",
                2,
                _time.GetUtcNow(),
                7,
                IsEmulated: false
            );
            Directory.CreateDirectory(Path.Combine(_home, $"shard-{index}"));
            using var log = new ShardLog(
                Path.Combine(_home, $"shard-{index}", ShardFile.NameOf("Clinic.Tests", head.Shard)),
                head,
                apiKey: null
            );
            log.Add(Case(index == 1 ? "Book" : "Move"), Verdict("F") with { KnownFailure = "known", Outcome = Outcome.Skipped });
            log.End();
        }

        var (exitCode, output, error) = await RunAsync("history", "import", "shard-1", "shard-2", "--format", "json");
        Assert.True(exitCode == 0, output + error);

        Assert.Equal(2, JsonDocument.Parse(output).RootElement.GetProperty("runs")[0].GetProperty("tests").GetInt32());
        var (_, history, _) = await RunAsync("history", "--project", "Clinic.Tests", "--format", "json");
        Assert.Equal(
            "failed",
            JsonDocument.Parse(history).RootElement.GetProperty("tests")[0].GetProperty("outcomes")[0].GetProperty("outcome").GetString()
        );
    }

    private void Write(string commit, params (string Scenario, string Outcomes)[] tests) => Write(commit, State, tests);

    private void Write(string commit, string state, params (string Scenario, string Outcomes)[] tests)
    {
        _time.Advance(TimeSpan.FromHours(1));
        using var log = TestRunLog.Create(
            state,
            "Clinic.Tests",
            Path.Combine(state, "project"),
            new CekuraSettings { ApiUrl = new Uri("https://api.example/") },
            _time,
            new SourceRevision(commit, "main")
        );
        foreach (var (scenario, outcomes) in tests)
        {
            log.Add(Case(scenario), Verdict(outcomes));
        }
    }

    private CaseVerdict Verdict(string outcomes) =>
        new()
        {
            Outcome = outcomes.Contains('F', StringComparison.Ordinal) ? Outcome.Failed : Outcome.Passed,
            Passed = outcomes.Count(outcome => outcome == 'P'),
            Total = outcomes.Length,
            Runs =
            [
                .. outcomes.Select(
                    (outcome, index) =>
                        new RunVerdict
                        {
                            Outcome = outcome == 'P' ? Outcome.Passed : Outcome.Failed,
                            Rule = outcome == 'P' ? "V23" : "V22",
                            Message = outcome == 'P' ? "" : "The agent did not do it",
                            Run = new Run
                            {
                                Id = 1 + index,
                                ResultId = 9,
                                Metrics =
                                [
                                    new RunMetric
                                    {
                                        Name = "Latency (ms)",
                                        Type = "numeric",
                                        Score = -150 + (100 * (_time.GetUtcNow().Hour)),
                                    },
                                ],
                            },
                        }
                ),
            ],
        };

    private static ScenarioCase Case(string scenario) =>
        new()
        {
            FullyQualifiedName = $"Clinic.{scenario}.Calm",
            DisplayName = $"{scenario} [Calm]",
            ScenarioId = scenario.Length,
            ScenarioName = scenario,
            Mode = "text",
            Location = new SourceLocation("cekura.json", 3, 5),
        };

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) => Command.RunAsync(_home, null, arguments);
}

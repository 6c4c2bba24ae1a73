using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Manifests.Text;
using Cekura.Runs.History;
using Cekura.Runs.Verdict;
using Cekura.TestHost;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Cli.Tests;

/// <summary>What <c>report export</c> is made from, and where it goes.</summary>
public sealed class ReportExportTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("cekura-export-").FullName;
    private readonly FakeTimeProvider _time = new(new(2026, 11, 1, 9, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Fact]
    public async Task Shards_are_exported_with_all_that_they_hold()
    {
        WriteShard(1, 2);

        var (exitCode, output, error) = await RunAsync("shards", "--format", "ctrf");

        Assert.True(exitCode == 0, output + error);
        var results = JsonElement.Parse(output).GetProperty("results");
        Assert.Equal(2, results.GetProperty("summary").GetProperty("tests").GetInt32());
        Assert.Equal("It was rude.", results.GetProperty("tests")[0].GetProperty("message").GetString()!.Split('\n')[0]);
    }

    [Fact]
    public async Task A_shard_that_is_missing_is_said_and_is_no_success()
    {
        WriteShard(1);

        var (exitCode, output, error) = await RunAsync("shards", "--format", "md", "--output", "out/run.md");

        Assert.True(exitCode == 3, output + error);
        Assert.Contains("Shard 2 of 2 of Clinic is missing", error, StringComparison.Ordinal);
        Assert.StartsWith("# Front desk\n", await File.ReadAllTextAsync(Path.Combine(_home, "out", "run.md")), StringComparison.Ordinal);
        Assert.Equal("", output);
    }

    [Fact]
    public async Task Without_files_the_newest_run_that_is_remembered_is_meant()
    {
        Remember();

        var (exitCode, output, error) = await RunAsync("--format", "csv");

        Assert.True(exitCode == 0, output + error);
        Assert.Equal(
            "S.Book_1.Calm,Book 1 [Calm],failed,0,1,1,failed,5001,,0,",
            output.Split('\n')[1].TrimEnd('\r')[.."S.Book_1.Calm,Book 1 [Calm],failed,0,1,1,failed,5001,,0,".Length]
        );
    }

    [Fact]
    public async Task Conversations_come_from_the_results_directory_of_that_run_alone()
    {
        Attach("earlier words");
        _time.Advance(TimeSpan.FromMinutes(1));
        Remember();
        var (_, _, missing) = await RunAsync("TestResults", "--format", "meai", "--output", "store");
        Assert.Contains("1 conversation is not in ", missing, StringComparison.Ordinal);

        _time.Advance(TimeSpan.FromSeconds(1));
        Attach("the words of this run");
        var (exitCode, output, error) = await RunAsync("TestResults", "--format", "meai", "--output", "store");

        Assert.True(exitCode == 0, output + error);
        Assert.DoesNotContain("not in ", error, StringComparison.Ordinal);
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_home, "store"), "*.json", SearchOption.AllDirectories));
        Assert.Equal(Path.Combine(_home, "store", "results", "20261101T090100", "S.Book_1.Calm", "1.json"), file);
        Assert.Contains("the words of this run", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversations_lie_beside_the_report_where_no_folder_is_named()
    {
        Remember(Path.Combine(_home, "elsewhere", "cekura-report.html"));
        Attach("the words of this run", "elsewhere");

        var (exitCode, output, error) = await RunAsync("--format", "meai", "--output", "store");

        Assert.True(exitCode == 0, output + error);
        Assert.DoesNotContain("not in ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_exported_is_said_with_what_to_do()
    {
        var (none, _, error) = await RunAsync("--format", "md");
        Assert.True(none == 2, error);
        Assert.Contains("No test run is remembered in ", error, StringComparison.Ordinal);

        var (missing, _, words) = await RunAsync("nowhere", "--format", "md");
        Assert.True(missing == 2, words);
        Assert.Contains("There is no ", words, StringComparison.Ordinal);

        Assert.Equal(2, (await RunAsync("--format", "pdf")).ExitCode);
        Assert.Equal(2, (await RunAsync()).ExitCode);
    }

    private Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments) =>
        Command.RunAsync(_home, null, ["report", "export", .. arguments]);

    private void Remember(string? report = null)
    {
        using var log = TestRunLog.Create(Path.Combine(_home, ".cekura", "state"), "Clinic", _home, new CekuraSettings(), _time);
        log.Add(Case(1), Failed(1));
        if (report is not null)
        {
            log.ReportAt(report);
        }
    }

    private void Attach(string words, string results = "TestResults")
    {
        var attachments = AttachmentFolder.Under(Path.Combine(_home, results), "Clinic", _time, int.MaxValue - 9);
        File.WriteAllText(
            Path.Combine(attachments.ForTest(), "run.json"),
            $$"""
            { "id": 5001, "status": "completed", "transcript_object": [ { "role": "Main Agent", "content": "{{words}}", "start_time": 1 } ] }
            """
        );
    }

    private void WriteShard(params int[] shards)
    {
        foreach (var index in shards)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_home, "shards")).FullName;
            var head = new ShardHead(
                "Clinic",
                "Front desk",
                new Shard(index, 2),
                "0123",
                2,
                DateTimeOffset.UnixEpoch,
                742,
                IsEmulated: true
            );
            using var log = new ShardLog(Path.Combine(folder, ShardFile.NameOf(head.Source, head.Shard)), head, apiKey: null);
            log.Add(Case(index), Failed(index));
            log.End();
        }
    }

    private static ScenarioCase Case(int number) =>
        new()
        {
            FullyQualifiedName = $"S.Book_{number}.Calm",
            DisplayName = $"Book {number} [Calm]",
            ScenarioId = 100 + number,
            ScenarioName = $"Book {number}",
            Mode = "text",
            Location = new SourceLocation("/cekura.json", 3, 5),
        };

    private static CaseVerdict Failed(int number) =>
        new()
        {
            Outcome = Outcome.Failed,
            Message = "It was rude.\n  turn 1",
            Total = 1,
            Runs =
            [
                new RunVerdict
                {
                    Outcome = Outcome.Failed,
                    Rule = "V19",
                    Message = "It was rude.",
                    Run = new Run { Id = 5000 + number, ResultId = 9 },
                },
            ],
        };
}

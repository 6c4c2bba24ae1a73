using System.Text.Json;
using Cekura.Client;
using Cekura.Manifests.Cases;
using Cekura.Manifests.Settings;
using Cekura.Reports.Tests.Html;
using Cekura.Runs.History;
using Cekura.Runs.Tests.Verdict;
using Cekura.Runs.Verdict;
using static Cekura.Runs.Tests.Verdict.SampleRuns;

namespace Cekura.Reports.Tests.History;

public sealed class ShardFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("cekura-shards-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_comes_back_makes_the_same_report()
    {
        using var direct = new SampleReport();
        using var back = new SampleReport();
        foreach (var (scenarioCase, verdict) in Cases())
        {
            direct.Report.Add(scenarioCase, verdict);
        }

        var file = Write(Head(1, 1));
        foreach (var (_, scenarioCase, verdict) in file.Cases())
        {
            back.Report.Add(scenarioCase, verdict);
        }

        Assert.True(file.IsComplete);
        Assert.DoesNotContain("canary", File.ReadAllText(file.Path), StringComparison.Ordinal);
        Assert.Contains("14 March", direct.Save(), StringComparison.Ordinal);
        Assert.Equal(direct.Save(), back.Save());
    }

    [Fact]
    public void A_file_that_ends_early_says_so_and_still_gives_what_it_has()
    {
        var whole = Write(Head(1, 2));
        var text = File.ReadAllText(whole.Path);
        File.WriteAllText(whole.Path, text[..(text.Length / 2)]);

        var torn = ShardFile.Open(whole.Path);

        Assert.False(torn.IsComplete);
        Assert.InRange(torn.Cases().Count(), 1, Cases().Count - 1);
        Assert.Contains("Shard 1 of 2 of Clinic did not finish", ShardSet.Of([torn]).Problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_nested_without_end_is_in_the_file_like_every_other_one()
    {
        var path = Path.Combine(_directory, "deep.jsonl");
        var json =
            $$$"""{ "id": 7, "status": "completed", "success": false, "metadata": {{{string.Concat(Enumerable.Repeat("{\"a\":", 900))}}}1{{{new string('}', 900)}}} }""";
        var deep = Run.Read(JsonElement.Parse(json, new() { MaxDepth = 10_000 }));
        using (var log = new ShardLog(path, Head(1, 1), apiKey: null))
        {
            var verdict = new RunJudge(new()).Judge(deep, [], WatchEnd.Settled);
            log.Add(Cases()[0].Case, new CaseJudge(new()).Aggregate([verdict], null));
            log.End();
        }

        var file = ShardFile.Open(path);
        Assert.True(file.IsComplete);
        Assert.Equal((Outcome.Failed, 7), Assert.Single(file.Cases().Select(read => (read.Verdict.Outcome, read.Verdict.Runs[0].Run!.Id))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("{\"version\":2}")]
    public void Another_file_is_refused_with_its_name(string text)
    {
        var path = Path.Combine(_directory, "other.jsonl");
        File.WriteAllText(path, text);

        Assert.StartsWith(path, Assert.Throws<IOException>(() => ShardFile.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_shards_are_named_and_of_two_runs_the_newer_counts()
    {
        var set = ShardSet.Of([Of(1, 4, minute: 1), Of(3, 4, minute: 1), Of(3, 4, minute: 9)]);

        Assert.Equal([(1, 1), (3, 9)], set.Files.Select(file => (file.Head.Shard.Index, file.Head.Started.Minute)));
        Assert.Equal(2, set.Problems.Count);
        Assert.StartsWith("Shard 2 of 4 of Clinic is missing", set.Problems[0], StringComparison.Ordinal);
        Assert.StartsWith("Shard 4 of 4 of Clinic is missing", set.Problems[1], StringComparison.Ordinal);
        Assert.Contains("newer run of the same shard", Assert.Single(set.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_logger_s_copy_of_a_shard_s_file_is_no_second_run()
    {
        var copies = Directory.CreateDirectory(Path.Combine(_directory, "deployment", "In")).FullName;
        var (original, copy) = (Path.Combine(_directory, "a.jsonl"), Path.Combine(copies, "a.jsonl"));
        File.WriteAllText(original, "{\"cases\":0}\n");
        File.Copy(original, copy);
        var file = Of(1, 1, minute: 1);

        var set = ShardSet.Of([file with { Path = copy }, file with { Path = original }]);

        Assert.Equal(original, Assert.Single(set.Files).Path);
        Assert.Empty(set.Notes);

        File.AppendAllText(copy, "{}\n");
        Assert.Single(ShardSet.Of([file with { Path = copy }, file with { Path = original }]).Notes);
    }

    [Fact]
    public void A_shard_of_another_commit_is_left_out_and_named()
    {
        var old = Of(2, 2, minute: 1);
        var set = ShardSet.Of([Of(1, 2, minute: 5), old with { Head = old.Head with { Division = "other" } }]);

        Assert.Equal([1], set.Files.Select(file => file.Head.Shard.Index));
        Assert.Contains("another division", set.Problems[0], StringComparison.Ordinal);
        Assert.Contains("Shard 2 of 2 of Clinic is missing", set.Problems[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Projects_are_counted_each_for_itself()
    {
        var other = Of(1, 1, minute: 1);

        Assert.Empty(ShardSet.Of([Of(1, 2, 1), Of(2, 2, 1), other with { Head = other.Head with { Source = "Other" } }]).Problems);
    }

    private static ShardFile Of(int index, int count, int minute) =>
        new(
            $"/{index}-{minute}.jsonl",
            Head(index, count) with
            {
                Started = new DateTimeOffset(2026, 1, 1, 0, minute, 0, TimeSpan.Zero),
            },
            IsComplete: true
        )
        {
            Count = 6,
        };

    private static ShardHead Head(int index, int count) =>
        new("Clinic", "Front desk", new Shard(index, count), "0123", 24, DateTimeOffset.UnixEpoch, 742, IsEmulated: false);

    private static List<(ScenarioCase Case, CaseVerdict Verdict)> Cases()
    {
        var judge = new CaseJudge(VerdictRules.From(new CekuraSettings()));
        return
        [
            .. Enumerable
                .Range(0, 6)
                .Select(index =>
                {
                    using var json = JsonDocument.Parse(Json(index));
                    var scenarioCase = SampleCase.Of($"Book {index}", "Normal Male") with
                    {
                        Tags = ["smoke"],
                        Expect = [Expect("Latency", "<= 2000")],
                    };
                    var verdict = judge.Aggregate([Judge(Run.Read(json.RootElement))], passAtLeast: null);
                    return (
                        scenarioCase,
                        index == 4 ? verdict with { KnownFailure = "It has failed before.", Notes = ["a note"] } : verdict
                    );
                }),
        ];
    }

    private static string Json(int index) =>
        $$"""
            {
              "id": {{5000
                + index}}, "result_id": 987, "scenario": 101, "scenario_name": "Book", "personality": 3, "personality_name": "Normal Male",
              "status": "completed", "success": {{(
                index % 2 == 0 ? "false" : "true"
            )}}, "duration": "00:13", "executed_at": "2026-03-02T08:30:12Z",
              "metadata": { "ended_reason": "main-agent-ended-call", "api_token": "canary" },
              "evaluation": { "metrics": [
                { "id": 55, "name": "Confirms date and time", "type": "binary", "score": {{(
                index % 2 == 0 ? 0 : 5
            )}}, "explanation": ["Not read back at 00:01."] },
                { "id": 56, "name": "Latency", "type": "numeric", "score": {{1000 + (100 * index)}} } ] },
              "transcript_object": [
                { "role": "Testing Agent", "content": "Hi </script>, I need an appointment.", "start_time": 0.4, "end_time": 1 },
                { "role": "Main Agent", "content": "Booked: 14 March, 10:30.", "start_time": 1.2, "end_time": 2.5 },
                { "role": "Function Call", "content": "", "start_time": 3, "data": { "id": "1", "name": "book", "arguments": "{\"day\":\"Monday\"}" } } ]
            }
            """;

    private ShardFile Write(ShardHead head)
    {
        var path = Path.Combine(_directory, ShardFile.NameOf(head.Source, head.Shard));
        using (var log = new ShardLog(path, head, apiKey: null))
        {
            foreach (var (scenarioCase, verdict) in Cases())
            {
                log.Expect(scenarioCase);
                log.Add(scenarioCase, verdict);
            }

            log.End();
        }

        return ShardFile.Open(path);
    }
}

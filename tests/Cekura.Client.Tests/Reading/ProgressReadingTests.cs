using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cekura.Client.Tests.Reading;

public sealed class ProgressReadingTests : ScriptedTests
{
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Answer = """
        {
          "id": 9, "status": "in_progress", "metrics": [ 1 ], "evaluation": "kept",
          "runs": {
            "1": { "id": 301, "status": "completed", "success": true, "transcript_object": [ { "role": "Main Agent", "content": "said } ] \" , here" }, [], {} ],
                   "evaluation": { "metrics": [ { "id": 1, "name": "said" } ] }, "scenario": { "id": 5, "name": "Book \"it\"", "expected_outcome_prompt": "said" } },
            "2": { "transcript": null, "id": 302, "status": "pending", "success": null, "critical_categories": [], "metadata": { "ended_reason": "hung-up" } },
            "3": { "rubric": "said" }
          }
        }
        """;

    // Without everything that was said, and its runs each by itself.
    private static readonly string[] Kept =
    [
        """{"id":9,"status":"in_progress","metrics":[1],"evaluation":"kept","runs":{}}""",
        """{"id":301,"status":"completed","success":true,"scenario":{"id":5,"name":"Book \"it\""}}""",
        """{"id":302,"status":"pending","success":null,"metadata":{"ended_reason":"hung-up"}}""",
        "{}",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task What_runs_said_is_dropped_wherever_the_answer_is_cut_into_pieces(int piece)
    {
        var parts = await PartsAsync(Answer, piece);

        Assert.Equal(Kept.Length, parts.Count);
        Assert.All(Kept.Zip(parts), part => AssertSame(part.First, part.Second));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task What_is_left_is_as_it_came(int piece) =>
        Assert.Equal(Kept, await PartsAsync(JsonSerializer.Serialize(JsonNode.Parse(Answer), AsItIs), piece));

    [Fact]
    public async Task A_word_longer_than_any_buffer_is_dropped_as_well()
    {
        var answer = $$"""{"runs":[{"transcript":"{{new string('x', 300_000)}}","id":1},{"id":2,"name":"{{new string('y', 300_000)}}"}]}""";

        Assert.Equal(
            ["""{"runs":[]}""", """{"id":1}""", $$"""{"id":2,"name":"{{new string('y', 300_000)}}"}"""],
            await PartsAsync(answer, 10_000)
        );
    }

    [Theory]
    [InlineData(
        """{"id":9,"runs":[5,{"id":1},"x",[{"id":2}],null,{"id":3,"runs":[{"id":4}]}],"next":1}""",
        """{"id":9,"runs":[],"next":1}|{"id":1}|{"id":3,"runs":[{"id":4}]}"""
    )]
    [InlineData("""{"runs":{},"other":{"runs":[{"id":1}]}}""", """{"runs":{},"other":{"runs":[{"id":1}]}}""")]
    [InlineData("""{"runs":{"1":{"id":1},"2":7,"3":{"id":3}}}""", """{"runs":{}}|{"id":1}|{"id":3}""")]
    [InlineData("""{"r\u0075ns":[{"id":1}]}""", """{"r\u0075ns":[]}|{"id":1}""")]
    [InlineData("""{"runs":null,"other":[{"id":1}]}""", """{"runs":null,"other":[{"id":1}]}""")]
    [InlineData("""[{"id":1,"runs":[{"id":2}]}]""", """[{"id":1,"runs":[{"id":2}]}]""")]
    [InlineData("7", "7")]
    public async Task Runs_are_the_objects_of_the_answer_s_own_list(string answer, string parts) =>
        Assert.Equal(parts.Split('|'), await PartsAsync(answer, 5));

    [Fact]
    public async Task A_result_is_read_without_its_conversations()
    {
        Service.Answer("\uFEFF" + Answer);

        var result = await Client.Results.GetProgressAsync(9);

        Assert.Equal([(301L, RunStatus.Completed), (302L, RunStatus.Pending)], result.Runs.Select(run => (run.Id, run.Status)));
        Assert.Equal((true, "Book \"it\"", "hung-up"), (result.Runs[0].Success, result.Runs[0].ScenarioName, result.Runs[1].EndedReason));
        Assert.DoesNotContain("said", result.Source.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>Maintenance</body></html>")]
    [InlineData("")]
    [InlineData("""{"id": 9, "runs": {"1": {"id": 301, "transcript": "sai""")]
    [InlineData("""{"id": 9} and more""")]
    [InlineData(
        """{"id": 9, "status": "completed", "runs": {"1": {"id": 301, "status": "completed"} "2": {"id": 302, "status": "completed"}}}"""
    )]
    [InlineData("""{"id": 8, "runs": []} {"id": 9, "runs": []}""")]
    [InlineData("""[{"id": 301}]""")]
    public async Task What_is_no_JSON_is_trouble_of_the_service(string answer)
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            Service.Answer(answer);
        }

        await Assert.ThrowsAsync<CekuraTransientException>(() => Client.Results.GetProgressAsync(9));
    }

    [Fact]
    public async Task Many_runs_are_read_each_once_and_in_the_order_of_their_ids()
    {
        var ids = Enumerable.Range(1, 2345).Select(id => (long)id).ToList();
        Service.Answer(
            $$"""{"id":9,"runs":[{{string.Join(',', ids.AsEnumerable().Reverse().Select(id => $$"""{"id":{{id}},"status":"completed"}"""))}}]}"""
        );

        var result = await Client.Results.GetProgressAsync(9);

        Assert.Equal(ids, result.Runs.Select(run => run.Id));
        Assert.All(result.Runs, run => Assert.Equal(RunStatus.Completed, run.Status));
    }

    [Fact]
    public async Task A_run_without_an_id_is_trouble_of_the_service()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            Service.Answer("""{"id":9,"runs":[{"id":"none"}]}""");
        }

        var trouble = await Assert.ThrowsAsync<CekuraTransientException>(() => Client.Results.GetProgressAsync(9));

        Assert.Contains("an id is missing", trouble.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"{expected} is expected, not {actual}");

    /// <summary>The answer without its runs, and these.</summary>
    private static async Task<List<string>> PartsAsync(string answer, int piece)
    {
        await using var stream = new InPieces(Encoding.UTF8.GetBytes(answer), piece);
        using var rest = new RentedBuffer(PooledBody.Pool(), 16);
        var runs = new List<string>();
        using var arriving = new ArrivingResult(
            rest,
            new ArrivingRuns(),
            run =>
            {
                runs.Add(Encoding.UTF8.GetString(run.Span));
                return run;
            },
            int.MaxValue
        );
        await arriving.ReadAsync(stream, CancellationToken.None);
        return [Encoding.UTF8.GetString(rest.Written.Span), .. runs];
    }

    /// <summary>Gives a few bytes at a time, as a slow line does.</summary>
    private sealed class InPieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}

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

    // Without everything that was said.
    private const string Kept =
        """{"id":9,"status":"in_progress","metrics":[1],"evaluation":"kept","runs":{"1":{"id":301,"status":"completed","success":true,"scenario":{"id":5,"name":"Book \"it\""}},"2":{"id":302,"status":"pending","success":null,"metadata":{"ended_reason":"hung-up"}},"3":{}}}""";

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task What_runs_said_is_dropped_wherever_the_answer_is_cut_into_pieces(int piece) =>
        AssertSame(Kept, await FilteredAsync(Answer, piece));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100_000)]
    public async Task What_is_left_is_as_it_came(int piece) =>
        Assert.Equal(Kept, await FilteredAsync(JsonSerializer.Serialize(JsonNode.Parse(Answer), AsItIs), piece));

    [Fact]
    public async Task A_word_longer_than_any_buffer_is_dropped_as_well()
    {
        var answer = $$"""{"runs":[{"transcript":"{{new string('x', 300_000)}}","id":1},{"id":2,"name":"{{new string('y', 300_000)}}"}]}""";

        Assert.Equal($$"""{"runs":[{"id":1},{"id":2,"name":"{{new string('y', 300_000)}}"}]}""", await FilteredAsync(answer, 10_000));
    }

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
        Service.Answer($$"""{"id":9,"runs":[{{string.Join(',', ids.AsEnumerable().Reverse().Select(id => $$"""{"id":{{id}},"status":"completed"}"""))}}]}""");

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

    private static async Task<string> FilteredAsync(string answer, int piece)
    {
        await using var stream = new InPieces(Encoding.UTF8.GetBytes(answer), piece);
        using var kept = new RentedBuffer(PooledBody.Pool(), 16);
        await new RunFieldFilter(kept).ReadAsync(stream, CancellationToken.None);
        return Encoding.UTF8.GetString(kept.Written.Span);
    }

    /// <summary>Gives a few bytes at a time, as a slow line does.</summary>
    private sealed class InPieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}

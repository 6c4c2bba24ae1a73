namespace Cekura.Client.Tests.Reading;

public sealed class ResultReadingTests : ScriptedTests
{
    [Fact]
    public async Task Reads_runs_from_an_object_by_their_own_ids()
    {
        var result = await ReadAsync(
            """{"id": 9, "runs": {"1": {"id": 301, "scenario": {"id": 5}}, "2": {"id": 300}, "3": {"status": "lost"}}}"""
        );

        Assert.Equal([300, 301], result.Runs.Select(run => run.Id));
        Assert.Equal(5, result.Runs[1].ScenarioId);
    }

    [Fact]
    public async Task Reads_runs_from_an_array()
    {
        var result = await ReadAsync("""{"id": 9, "runs": [{"id": 2}, {"id": 1}, 17]}""");

        Assert.Equal([1, 2], result.Runs.Select(run => run.Id));
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("\"3\"", 3)]
    [InlineData("null", 0)]
    [InlineData("\"many\"", 0)]
    [InlineData("1e12", 0)]
    public async Task Reads_counts_typed_as_numbers_and_strings(string json, int expected)
    {
        var result = await ReadAsync($$"""{"id": 9, "total_runs_count": {{json}}}""");

        Assert.Equal(expected, result.TotalRunsCount);
        Assert.Equal(0, result.FailedRunsCount);
        Assert.Empty(result.Runs);
    }

    [Theory]
    [InlineData("""{"id": 9, "result_id": 8}""", 9)]
    [InlineData("""{"result_id": "8"}""", 8)]
    [InlineData("""{"id": null, "result_id": 8, "run_id": 7}""", 8)]
    public async Task The_id_of_a_start_is_the_id_of_the_result(string json, long expected)
    {
        Service.Answer(json);

        var started = await Client.Scenarios.RunTextAsync(new());

        Assert.Equal(expected, started.Id);
        Assert.Empty(started.Runs);
        Assert.Equal(RunStatus.Unknown, started.Status);
    }

    [Theory]
    [InlineData("""{"run_id": 7}""")]
    [InlineData("""{"id": "abc"}""")]
    [InlineData("[]")]
    public async Task A_start_without_a_result_id_has_an_unknown_outcome(string json)
    {
        Service.Answer(json, status: 201);

        await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => Client.Scenarios.RunTextAsync(new()));

        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task An_answer_about_another_result_is_asked_for_again()
    {
        Service.Answer("""{"id": 10}""").Answer("""{"id": 9, "name": "ours"}""");
        using var client = new CekuraClient(TestClient.Options with { Retry = new() { BaseDelay = TimeSpan.Zero } }, Service);

        Assert.Equal("ours", (await client.Results.GetAsync(9)).Name);
    }

    private Task<Result> ReadAsync(string json)
    {
        Service.Answer(json);
        return Client.Results.GetAsync(9);
    }
}

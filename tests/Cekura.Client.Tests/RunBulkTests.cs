using Cekura.Testing;

namespace Cekura.Client.Tests;

/// <summary>Where the answer about many runs cannot be read, the others are found by halves, within a bound.</summary>
public sealed class RunBulkTests : IDisposable
{
    private const string Broken = """[{"id": """;

    private readonly ScriptedHandler _service = new();
    private readonly CekuraClient _client;
    private readonly List<string> _unreadable = [];

    public RunBulkTests() => _client = new(TestClient.Options with { Retry = new() { MaxAttempts = 1 } }, _service);

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
    }

    [Fact]
    public async Task One_run_that_spoils_the_answer_is_found_and_told_and_the_others_are_read()
    {
        _service.Answer(Broken).Answer("""[{"id": 1}, {"id": 2}]""").Answer(Broken).Answer(Broken).Answer("""[{"id": 4}, {"id": 5}]""");

        Assert.Equal([1, 2, 4, 5], await ReadAsync(1, 2, 3, 4, 5));

        Assert.Equal(["1,2,3,4,5", "1,2", "3,4,5", "3", "4,5"], Asked());
        Assert.Contains("the answer is not JSON", Assert.Single(_unreadable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_answer_that_can_be_read_the_entries_that_cannot_are_told()
    {
        _service.Answer("""[{"id": 1}, {"id": "x"}]""");

        Assert.Equal([1], await ReadAsync(1, 2));

        Assert.Single(_unreadable);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Where_nothing_can_be_read_the_search_ends_after_sixteen_parts_with_the_first_failure()
    {
        for (var part = 0; part < 16; part++)
        {
            _service.Answer(Broken);
        }

        _service.Answer("[{}]");

        var failure = await Assert.ThrowsAsync<CekuraTransientException>(() =>
            ReadAsync([.. Enumerable.Range(1, 50).Select(id => (long)id)])
        );

        Assert.Equal(17, _service.Requests.Count);
        Assert.Contains("the answer is not JSON", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_single_run_that_cannot_be_read_is_not_searched()
    {
        _service.Answer(Broken);

        await Assert.ThrowsAsync<CekuraTransientException>(() => ReadAsync(1));

        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task An_answer_that_is_none_is_not_searched(int status)
    {
        _service.Answer("{}", status);

        Assert.Equal(status, (await Assert.ThrowsAnyAsync<CekuraException>(() => ReadAsync(1, 2))).StatusCode);

        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(401)]
    public async Task A_refusal_ends_the_search(int status)
    {
        _service.Answer(Broken).Answer("""[{"id": 1}]""").Answer("{}", status);

        Assert.Equal(status, (await Assert.ThrowsAnyAsync<CekuraException>(() => ReadAsync(1, 2))).StatusCode);

        Assert.Equal(3, _service.Requests.Count);
        Assert.Empty(_unreadable);
    }

    private async Task<IEnumerable<long>> ReadAsync(params long[] ids) =>
        (await _client.Runs.ReadManyAsync(ids, _unreadable.Add, CancellationToken.None)).Select(run => run.Id);

    private IEnumerable<string> Asked() => _service.Requests.Select(request => request.Address.Split("?run_ids=")[1]);
}

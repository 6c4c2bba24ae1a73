namespace Cekura.Client.Tests;

public sealed class PagingTests : ScriptedTests
{
    [Fact]
    public async Task Stops_when_there_is_no_next_page_whatever_the_count_says()
    {
        Service.Answer(Page("https://api.cekura.ai/test_framework/v2/runs/?page=2", 1)).Answer(Page(next: null, 2));

        Assert.Equal([1, 2], await IdsAsync());
    }

    [Fact]
    public async Task Drops_what_is_listed_twice()
    {
        Service.Answer(Page("https://api.cekura.ai/test_framework/v2/runs/?page=2", 1, 2, 1)).Answer(Page(next: null, 2, 3));

        Assert.Equal([1, 2, 3], await IdsAsync());
    }

    [Theory]
    [InlineData("https://other.example.com/test_framework/v2/runs/?page=2")]
    [InlineData("http://api.cekura.ai/test_framework/v2/runs/?page=2")]
    [InlineData("https://api.cekura.ai:8443/test_framework/v2/runs/?page=2")]
    [InlineData("https://api.cekura.ai.example.com/?page=2")]
    [InlineData("https://api.cekura.ai@example.com/?page=2")]
    public async Task Rebuilds_a_link_to_another_server(string next)
    {
        Service.Answer(Page(next, 1)).Answer(Page(next, 2)).Answer(Page(next: null, 3));

        Assert.Equal([1, 2, 3], await IdsAsync());
        Assert.Equal(
            [
                "https://api.cekura.ai/test_framework/v2/runs/?result_id=9&page_size=100",
                "https://api.cekura.ai/test_framework/v2/runs/?result_id=9&page_size=100&page=2",
                "https://api.cekura.ai/test_framework/v2/runs/?result_id=9&page_size=100&page=3",
            ],
            Service.Requests.Select(request => request.Address)
        );
    }

    [Theory]
    [InlineData("https://api.cekura.ai/test_framework/v2/runs/?page=2&cursor=x")]
    [InlineData("https://API.cekura.ai:443/test_framework/v2/runs/?page=2&cursor=x")]
    [InlineData("/test_framework/v2/runs/?page=2&cursor=x")]
    public async Task Follows_a_link_within_the_server(string next)
    {
        Service.Answer(Page(next, 1)).Answer(Page(next: null, 2));

        Assert.Equal([1, 2], await IdsAsync());
        Assert.Equal("https://api.cekura.ai/test_framework/v2/runs/?page=2&cursor=x", Service.Requests[1].Address);
    }

    [Fact]
    public async Task Links_that_go_in_a_circle_are_an_error_after_what_was_read()
    {
        const string Here = "https://api.cekura.ai/test_framework/v2/runs/?page=2";
        Service.Answer(Page(Here, 1)).Answer(Page(Here, 2));

        await FailsAsync([1, 2], "the pages of the list go on without end: page 3 is one that was read before");
    }

    [Fact]
    public async Task Pages_without_end_that_bring_nothing_new_are_an_error()
    {
        for (var i = 2; i <= 12; i++)
        {
            Service.Answer(Page($"https://api.cekura.ai/test_framework/v2/runs/?page={i}", 1, 2));
        }

        await FailsAsync([1, 2], "10 pages one after the other brought nothing new");
        Assert.Equal(11, Service.Requests.Count);
    }

    [Fact]
    public async Task Pages_without_end_are_an_error_even_when_each_brings_something()
    {
        using var endless = new Endless();
        using var client = new CekuraClient(TestClient.Options, endless);

        var failure = await Assert.ThrowsAsync<CekuraTransientException>(() =>
            client.Runs.ListAsync(new() { ResultId = 9 }).CountAsync().AsTask()
        );

        Assert.Contains("there are more than 10000 pages", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_cannot_be_read_is_left_out_and_told()
    {
        var told = new List<string>();
        using var client = new CekuraClient(TestClient.Options with { UnreadableEntry = told.Add }, Service);
        Service
            .Answer("""{"next": "https://api.cekura.ai/test_framework/v2/runs/?page=2", "results": [{"id": 1}, {"id": "x"}, {"id": 3}]}""")
            .Answer("""{"next": null, "results": [{"id": []}]}""");

        Assert.Equal([1, 3], await client.Runs.ListAsync(new() { ResultId = 9 }).Select(run => run.Id).ToListAsync());
        Assert.Equal(2, told.Count);
    }

    [Fact]
    public async Task Ends_at_an_empty_page()
    {
        Service.Answer(Page("https://other.example.com/?page=2", 1)).Answer(Page("https://other.example.com/?page=3"));

        Assert.Equal([1], await IdsAsync());
    }

    [Fact]
    public async Task Reads_no_page_before_it_is_asked_for()
    {
        Service.Answer(Page("https://api.cekura.ai/test_framework/v2/runs/?page=2", 1));

        await using var runs = Client.Runs.ListAsync(new() { ResultId = 9 }).GetAsyncEnumerator();
        Assert.Empty(Service.Requests);
        Assert.True(await runs.MoveNextAsync());
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task Reads_a_bare_array()
    {
        Service.Answer("""[{"id": 1}, {"id": 2}]""");

        Assert.Equal([1, 2], await IdsAsync());
    }

    private static string Page(string? next, params int[] ids) =>
        $$"""
            {"count": 0, "next": {{(next is null ? "null" : $"\"{next}\"")}}, "previous": null,
             "results": [{{string.Join(',', ids.Select(id => $$"""{"id": {{id}}}"""))}}]}
            """;

    private async Task FailsAsync(List<long> read, string told)
    {
        var ids = new List<long>();
        var failure = await Assert.ThrowsAsync<CekuraTransientException>(async () =>
        {
            await foreach (var run in Client.Runs.ListAsync(new() { ResultId = 9 }))
            {
                ids.Add(run.Id);
            }
        });

        Assert.Equal(read, ids);
        Assert.Contains(told, failure.Message, StringComparison.Ordinal);
    }

    private async Task<List<long>> IdsAsync() => await Client.Runs.ListAsync(new() { ResultId = 9 }).Select(run => run.Id).ToListAsync();

    private sealed class Endless : HttpMessageHandler
    {
        private int _page;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage
                {
                    Content = new StringContent(Page($"https://api.cekura.ai/test_framework/v2/runs/?page={++_page}", _page)),
                }
            );
    }
}

namespace Cekura.Client.Tests;

public sealed class PagingTests : ScriptedTests
{
    [Fact]
    public async Task Stops_when_there_is_no_next_page_whatever_the_count_says()
    {
        Service.Answer(Page("https://api.cekura.ai/test_framework/v1/runs/?page=2", 1)).Answer(Page(next: null, 2));

        Assert.Equal([1, 2], await IdsAsync());
    }

    [Fact]
    public async Task Drops_what_is_listed_twice()
    {
        Service.Answer(Page("https://api.cekura.ai/test_framework/v1/runs/?page=2", 1, 2, 1)).Answer(Page(next: null, 2, 3));

        Assert.Equal([1, 2, 3], await IdsAsync());
    }

    [Theory]
    [InlineData("https://other.example.com/test_framework/v1/runs/?page=2")]
    [InlineData("http://api.cekura.ai/test_framework/v1/runs/?page=2")]
    [InlineData("https://api.cekura.ai:8443/test_framework/v1/runs/?page=2")]
    [InlineData("https://api.cekura.ai.example.com/?page=2")]
    [InlineData("https://api.cekura.ai@example.com/?page=2")]
    public async Task Rebuilds_a_link_to_another_server(string next)
    {
        Service.Answer(Page(next, 1)).Answer(Page(next, 2)).Answer(Page(next: null, 3));

        Assert.Equal([1, 2, 3], await IdsAsync());
        Assert.Equal(
            [
                "https://api.cekura.ai/test_framework/v1/runs/?result_id=9&page_size=100",
                "https://api.cekura.ai/test_framework/v1/runs/?result_id=9&page_size=100&page=2",
                "https://api.cekura.ai/test_framework/v1/runs/?result_id=9&page_size=100&page=3",
            ],
            Service.Requests.Select(request => request.Address));
    }

    [Theory]
    [InlineData("https://api.cekura.ai/test_framework/v1/runs/?page=2&cursor=x")]
    [InlineData("https://API.cekura.ai:443/test_framework/v1/runs/?page=2&cursor=x")]
    [InlineData("/test_framework/v1/runs/?page=2&cursor=x")]
    public async Task Follows_a_link_within_the_server(string next)
    {
        Service.Answer(Page(next, 1)).Answer(Page(next: null, 2));

        Assert.Equal([1, 2], await IdsAsync());
        Assert.Equal("https://api.cekura.ai/test_framework/v1/runs/?page=2&cursor=x", Service.Requests[1].Address);
    }

    [Fact]
    public async Task Ends_when_the_links_go_in_a_circle()
    {
        const string Here = "https://api.cekura.ai/test_framework/v1/runs/?page=2";
        Service.Answer(Page(Here, 1)).Answer(Page(Here, 2));

        Assert.Equal([1, 2], await IdsAsync());
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
        Service.Answer(Page("https://api.cekura.ai/test_framework/v1/runs/?page=2", 1));

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

    private async Task<List<long>> IdsAsync() => await Client.Runs.ListAsync(new() { ResultId = 9 }).Select(run => run.Id).ToListAsync();
}

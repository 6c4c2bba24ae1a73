namespace Cekura.Client.Tests;

public sealed class RequestTests : ScriptedTests
{
    [Fact]
    public async Task Starts_text_runs_with_the_fields_that_are_set_and_no_others()
    {
        Service.Answer("""{"id": 9, "runs": []}""", status: 201);

        await Client.Scenarios.RunTextAsync(
            new RunTextRequest
            {
                AgentId = 12,
                Name = "Nightly",
                ScenarioIds = [1, 2],
                MockToolNames = [],
            }
        );

        var sent = Assert.Single(Service.Requests);
        Assert.Equal("POST", sent.Method);
        Assert.Equal("https://api.cekura.ai/test_framework/v1/scenarios/run_scenarios_text/", sent.Address);
        Assert.Equal("""{"mock_tool_names":[],"agent_id":12,"name":"Nightly","scenarios":[1,2]}""", sent.Body);
        Assert.Equal("application/json; charset=utf-8", sent.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Keeps_the_names_of_websocket_headers()
    {
        Service.Answer("""{"id": 9}""");

        await Client.Scenarios.RunTextAsync(
            new RunTextRequest
            {
                WebSocketUrl = "ws://127.0.0.1:8765/chat",
                WebSocketHeaders = new Dictionary<string, string> { ["X-TraceName"] = "a" },
            }
        );

        Assert.Equal("""{"websocket_url":"ws://127.0.0.1:8765/chat","websocket_headers":{"X-TraceName":"a"}}""", Service.Requests[0].Body);
    }

    [Fact]
    public async Task Sends_the_key_and_asks_for_json()
    {
        Service.Answer("""{"id": 5}""");

        await Client.Runs.GetAsync(5);

        var sent = Assert.Single(Service.Requests);
        Assert.Equal(TestClient.Key, sent.Headers["X-CEKURA-API-KEY"]);
        Assert.Equal("application/json", sent.Headers["Accept"]);
        Assert.StartsWith("Cekura.Client/", sent.Headers["User-Agent"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_path_ends_in_a_slash()
    {
        Service
            .Answer("""{"id": 1}""")
            .Answer("""{"id": 2}""")
            .Answer("""{"id": 3}""")
            .Answer("[]")
            .Answer("[]")
            .Answer("[]")
            .Answer("[]")
            .Answer("")
            .Answer("");

        await Client.Scenarios.GetAsync(1);
        await Client.Results.GetAsync(2);
        await Client.Runs.GetAsync(3);
        await Client.Runs.GetManyAsync([4]);
        await Client.Personalities.ListAsync().ToListAsync();
        await Client.Scenarios.ListAsync(new()).ToListAsync();
        await Client.Runs.ListAsync(new()).ToListAsync();
        await Client.Results.EndCallsAsync(5);
        await Client.Runs.EndCallAsync(6);

        Assert.Equal(
            [
                "GET /test_framework/v1/scenarios/1/",
                "GET /test_framework/v2/results/2/",
                "GET /test_framework/v2/runs/3/",
                "GET /test_framework/v2/runs/bulk/",
                "GET /test_framework/v1/personalities/",
                "GET /test_framework/v1/scenarios/",
                "GET /test_framework/v2/runs/",
                "POST /test_framework/v1/results/5/end_calls/",
                "POST /test_framework/v1/runs/6/end_call/",
            ],
            Service.Requests.Select(request => $"{request.Method} {new Uri(request.Address).AbsolutePath}")
        );
    }

    [Fact]
    public async Task Filters_become_query_parameters_of_theService()
    {
        Service.Answer("[]").Answer("[]").Answer("[]");

        await Client
            .Scenarios.ListAsync(
                new()
                {
                    AgentId = 1,
                    ProjectId = 2,
                    AssistantId = "a b",
                    Tags = ["smoke", "x&y"],
                    TagMatch = TagMatch.And,
                    FolderPath = "",
                    PageSize = 20,
                }
            )
            .ToListAsync();
        await Client
            .Runs.ListAsync(
                new()
                {
                    ResultId = 1,
                    AgentId = 2,
                    ProjectId = 3,
                    AssistantId = "x",
                    Ids = [4, 5],
                    ScenarioIds = [6],
                    PersonalityIds = [7, 8],
                    Statuses = ["completed", "failed"],
                    Success = false,
                    Search = "ä",
                    CreatedFrom = new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(1)),
                    CreatedTo = new(2026, 2, 2, 3, 4, 5, 250, TimeSpan.Zero),
                }
            )
            .ToListAsync();
        await Client.Personalities.ListAsync(new() { Language = "en", ProjectId = 3 }).ToListAsync();

        Assert.Equal(
            [
                "?agent_id=1&project_id=2&assistant_id=a%20b&tags=smoke,x%26y&tag_filter_type=and&folder_path=&page_size=20",
                "?result_id=1&agent_id=2&project_id=3&assistant_id=x&id__in=4,5&scenario__id__in=6&personality__id__in=7,8"
                    + "&status__in=completed,failed&success=false&search=%C3%A4"
                    + "&created_at_from=2026-01-02T02%3A04%3A05Z&created_at_to=2026-02-02T03%3A04%3A05.25Z&page_size=100",
                "?language=en&project_id=3",
            ],
            Service.Requests.Select(request => new Uri(request.Address).Query)
        );
    }

    [Theory]
    [InlineData("https://api.example.com/", "https://api.example.com/test_framework/v2/runs/5/")]
    [InlineData("https://gate.example.com/cekura/", "https://gate.example.com/cekura/test_framework/v2/runs/5/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/test_framework/v2/runs/5/")]
    public async Task Joins_the_base_address_and_the_path_with_one_slash(string baseAddress, string expected)
    {
        using var client = new CekuraClient(TestClient.Options with { BaseAddress = new(baseAddress) }, Service);
        Service.Answer("""{"id": 5}""");

        await client.Runs.GetAsync(5);

        Assert.Equal(expected, Service.Requests[0].Address);
    }

    [Fact]
    public async Task Reads_many_runs_fifty_a_call_and_each_once()
    {
        Service.Answer("""[{"id": 1}, {"id": 2}]""").Answer("""{"count": 1, "next": null, "results": [{"id": 51}]}""");

        var runs = await Client.Runs.GetManyAsync([.. Enumerable.Range(1, 51).Select(id => (long)id), 1, 2]);

        Assert.Equal([1, 2, 51], runs.Select(run => run.Id));
        Assert.Equal(2, Service.Requests.Count);
        Assert.EndsWith($"?run_ids={string.Join(',', Enumerable.Range(1, 50))}", Service.Requests[0].Address, StringComparison.Ordinal);
        Assert.EndsWith("?run_ids=51", Service.Requests[1].Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_no_runs_sends_nothing()
    {
        Assert.Empty(await Client.Runs.GetManyAsync([]));
        Assert.Empty(Service.Requests);
    }
}

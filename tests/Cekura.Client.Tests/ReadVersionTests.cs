namespace Cekura.Client.Tests;

/// <summary>Results and runs are read from the newer version, and from the older one where there is no other.</summary>
public sealed class ReadVersionTests : ScriptedTests
{
    private const string Page = "<!doctype html><html><body><h1>Not Found</h1></body></html>";

    [Fact]
    public async Task Everything_that_is_read_of_results_and_runs_is_read_from_the_newer_version()
    {
        Service
            .Answer("[]")
            .Answer("""{"id": 9}""")
            .Answer("""{"id": 9, "runs": {}}""")
            .Answer("[]")
            .Answer("""{"id": 5}""")
            .Answer("""[{"id": 5}]""");

        await Client.Results.ListAsync(new()).ToListAsync();
        await Client.Results.GetAsync(9);
        await Client.Results.GetProgressAsync(9);
        await Client.Runs.ListAsync(new() { ResultId = 9 }).ToListAsync();
        await Client.Runs.GetAsync(5);
        await Client.Runs.GetManyAsync([5]);

        Assert.Equal(
            ["results/", "results/9/", "results/9/", "runs/", "runs/5/", "runs/bulk/"],
            Service.Requests.Select(request => new Uri(request.Address).AbsolutePath["/test_framework/v2/".Length..])
        );
        Assert.All(Service.Requests, request => Assert.Contains("/test_framework/v2/", request.Address, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("text/html", Page)]
    [InlineData("application/json", "")]
    [InlineData("application/json", """{"message": "no Route matched with those values"}""")]
    [InlineData("application/json", "[]")]
    [InlineData("text/plain", "404 page not found")]
    public async Task Without_the_route_the_older_version_is_read_once_and_for_all(string type, string body)
    {
        Service.AnswerAs(type, body, 404).Answer("""{"id": 5}""").Answer("""{"id": 6}""").Answer("""{"id": 9, "runs": []}""");

        Assert.Equal(5, (await Client.Runs.GetAsync(5)).Id);
        Assert.Equal(6, (await Client.Runs.GetAsync(6)).Id);
        Assert.Equal(9, (await Client.Results.GetProgressAsync(9)).Id);

        Assert.Equal(["v2/runs/5/", "v1/runs/5/", "v1/runs/6/", "v1/results/9/"], Asked());
    }

    [Fact]
    public async Task An_id_that_does_not_exist_is_not_a_route_that_does_not_exist()
    {
        Service.Answer("""{"detail": "Not found."}""", 404).Answer("""{"id": 6}""");

        await Assert.ThrowsAsync<CekuraNotFoundException>(() => Client.Runs.GetAsync(5));
        await Client.Runs.GetAsync(6);

        Assert.Equal(["v2/runs/5/", "v2/runs/6/"], Asked());
    }

    [Fact]
    public async Task An_id_that_the_older_version_does_not_know_either_shows_that_it_is_there()
    {
        Service.AnswerAs("text/html", Page, 404).Answer("""{"detail": "Not found."}""", 404).Answer("""{"id": 6}""");

        await Assert.ThrowsAsync<CekuraNotFoundException>(() => Client.Runs.GetAsync(5));
        await Client.Runs.GetAsync(6);

        Assert.Equal(["v2/runs/5/", "v1/runs/5/", "v1/runs/6/"], Asked());
    }

    [Fact]
    public async Task A_proxy_that_knows_neither_is_remembered_as_nothing()
    {
        Service.AnswerAs("text/html", Page, 404).AnswerAs("text/html", Page, 404).Answer("""{"id": 6}""");

        await Assert.ThrowsAsync<CekuraNotFoundException>(() => Client.Runs.GetAsync(5));
        await Client.Runs.GetAsync(6);

        Assert.Equal(["v2/runs/5/", "v1/runs/5/", "v2/runs/6/"], Asked());
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failure_of_the_older_version_is_repeated_like_any_other(int status)
    {
        Service.AnswerAs("text/html", Page, 404).Answer("", status).AnswerAs("text/html", Page, 404).Answer("""{"id": 5}""");

        Assert.Equal(5, (await Client.Runs.GetAsync(5)).Id);

        Assert.Equal(["v2/runs/5/", "v1/runs/5/", "v2/runs/5/", "v1/runs/5/"], Asked());
    }

    [Fact]
    public async Task A_link_to_a_further_page_of_the_newer_version_is_followed_in_the_older_one()
    {
        Service
            .AnswerAs("text/html", Page, 404)
            .Answer("""{"next": "https://api.cekura.ai/test_framework/v2/runs/?page=2", "results": [{"id": 1}]}""")
            .Answer("""{"next": null, "results": [{"id": 2}]}""");

        Assert.Equal([1, 2], await Client.Runs.ListAsync(new() { ResultId = 9 }).Select(run => run.Id).ToListAsync());

        Assert.Equal(["v2/runs/", "v1/runs/", "v1/runs/"], Asked());
    }

    [Fact]
    public async Task What_changes_something_is_sent_once_whatever_the_404_says()
    {
        Service.AnswerAs("text/html", Page, 404).AnswerAs("text/html", Page, 404);

        await Assert.ThrowsAsync<CekuraNotFoundException>(() => Client.Results.RerunAsync(9));
        await Assert.ThrowsAsync<CekuraNotFoundException>(() => Client.Scenarios.RunTextAsync(new()));

        Assert.Equal(["v1/results/9/rerun/", "v1/scenarios/run_scenarios_text/"], Asked());
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public async Task A_binary_metric_is_read_in_the_newer_form(string word, bool passed)
    {
        Service.Answer(
            $$$"""{"id": 5, "evaluation": {"metrics": [{"id": 55, "name": "Confirms", "type": "binary_workflow_adherence", "eval_type": "binary", "passed": {{{word}}}}]}}"""
        );

        var metric = Assert.Single((await Client.Runs.GetAsync(5)).Metrics);

        Assert.Equal(("binary", passed), (metric.EvalType, metric.Passed));
    }

    private IEnumerable<string> Asked() =>
        Service.Requests.Select(request => new Uri(request.Address).AbsolutePath["/test_framework/".Length..]);
}

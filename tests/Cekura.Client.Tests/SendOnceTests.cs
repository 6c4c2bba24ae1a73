namespace Cekura.Client.Tests;

/// <summary>What must not be sent twice. The client would not wait, so that a second request meets the end of the script at once.</summary>
public sealed class SendOnceTests : ScriptedTests
{
    public static TheoryData<int> FinalStatuses => [400, 401, 402, 403, 404, 405, 409, 422];

    [Theory]
    [MemberData(nameof(FinalStatuses))]
    public async Task A_read_is_not_repeated_after_a_refusal(int status)
    {
        Service.Answer("""{"detail": "No."}""", status);

        await Assert.ThrowsAnyAsync<CekuraException>(() => Client.Runs.GetAsync(5));

        Assert.Single(Service.Requests);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_start_is_never_sent_again_after_a_status_that_leaves_its_outcome_open(int status)
    {
        Service.Answer("{}", status, ("Retry-After", "0"));

        var failure = await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => Client.Scenarios.RunTextAsync(new()));

        Assert.Equal(status, failure.StatusCode);
        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task A_start_is_never_sent_again_after_a_network_failure()
    {
        Service.Fail(new HttpRequestException("sending failed", new IOException("connection reset")));

        var failure = await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => Client.Scenarios.RunTextAsync(new()));

        Assert.Equal("POST /test_framework/v1/scenarios/run_scenarios_text/: connection reset", failure.Message);
        Assert.Null(failure.StatusCode);
        Assert.Single(Service.Requests);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public async Task A_start_that_found_no_connection_was_never_sent_and_is_sent_now(HttpRequestError error)
    {
        Service.Fail(new HttpRequestException(error, "nobody there")).Answer("""{ "id": 987, "runs": [] }""");

        var started = await Client.Scenarios.RunTextAsync(new());

        Assert.Equal(987, started.Id);
        Assert.Equal(2, Service.Requests.Count);
    }

    [Fact]
    public async Task A_start_whose_connection_took_too_long_was_never_sent_and_is_sent_now()
    {
        Service.Fail(new TaskCanceledException("too long", new TimeoutException())).Answer("""{ "id": 987, "runs": [] }""");

        Assert.Equal(987, (await Client.Scenarios.RunTextAsync(new())).Id);
        Assert.Equal(2, Service.Requests.Count);
    }

    [Fact]
    public async Task A_start_that_ended_in_another_way_may_have_taken_place()
    {
        Service.Fail(new TaskCanceledException("gone"));

        await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => Client.Scenarios.RunTextAsync(new()));

        Assert.Single(Service.Requests);
    }

    [Fact]
    public async Task What_is_sent_says_what_it_is()
    {
        Service.Answer("""{ "id": 987, "runs": [] }""").Answer("""{ "id": 988, "runs": [] }""");

        await Client.Scenarios.RunTextAsync(new());
        await Client.Results.RerunAsync(987);

        Assert.Equal("application/json; charset=utf-8", Service.Requests[0].Headers["Content-Type"]);
        Assert.False(Service.Requests[1].Headers.ContainsKey("Content-Type"));
        Assert.All(Service.Requests, request => Assert.Equal("application/json", request.Headers["Accept"]));
    }

    [Fact]
    public async Task A_start_is_never_sent_again_after_a_page_of_a_proxy()
    {
        Service.AnswerAs("text/html", "<html>busy</html>");

        var failure = await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => Client.Scenarios.RunTextAsync(new()));

        Assert.Equal("<html>busy</html>", failure.Body);
        Assert.Single(Service.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Ending_calls_is_sent_once(int status)
    {
        Service.Answer("{}", status, ("Retry-After", "0"));

        await Assert.ThrowsAnyAsync<CekuraException>(() => Client.Results.EndCallsAsync(9));

        Assert.Single(Service.Requests);
    }
}

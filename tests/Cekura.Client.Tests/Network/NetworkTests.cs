namespace Cekura.Client.Tests.Network;

public sealed class NetworkTests
{
    [Fact]
    public async Task A_read_survives_resets_cut_off_answers_and_pages_of_proxies()
    {
        using var server = new LoopbackServer(
            LoopbackServer.Reset,
            LoopbackServer.Write("HTTP/1.1 200 OK\nContent-Type: application/json\nContent-Length: 400", """{"id": 5, "stat"""),
            LoopbackServer.Write("HTTP/1.1 200 OK\nContent-Type: application/json\nConnection: close", """{"id": 5, "stat"""),
            LoopbackServer.Write("HTTP/1.1 502 Bad Gateway\nContent-Type: text/html\nConnection: close", "<html>"),
            LoopbackServer.Write("this is not HTTP", ""),
            LoopbackServer.Json("""{"id": 5, "status": "completed"}""")
        );
        using var client = Over(server);

        var run = await client.Runs.GetAsync(5);

        Assert.Equal(RunStatus.Completed, run.Status);
        await server.Finished;
        Assert.Equal(6, server.Requests.Count);
        Assert.All(server.Requests, request =>
            Assert.StartsWith("GET /test_framework/v2/runs/5/ HTTP/1.1\r\n", request, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_start_that_is_reset_after_it_was_sent_is_not_sent_again()
    {
        using var server = new LoopbackServer(LoopbackServer.Reset);
        using var client = Over(server);

        var failure = await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() =>
            client.Scenarios.RunTextAsync(new() { Name = "Nightly" })
        );

        await server.Finished;
        Assert.EndsWith("""{"name":"Nightly"}""", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Null(failure.StatusCode);
        Assert.NotEmpty(failure.Messages);
    }

    [Fact]
    public async Task A_start_whose_answer_is_cut_off_is_not_sent_again()
    {
        using var server = new LoopbackServer(
            LoopbackServer.Write("HTTP/1.1 201 Created\nContent-Type: application/json\nContent-Length: 400", """{"id": 987, "ru""")
        );
        using var client = Over(server);

        await Assert.ThrowsAsync<CekuraUnknownOutcomeException>(() => client.Scenarios.RunTextAsync(new()));

        await server.Finished;
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_does_not_listen_is_reported_after_the_last_attempt()
    {
        Uri address;
        using (var server = new LoopbackServer())
        {
            address = server.Address;
        }

        using var client = new CekuraClient(
            TestClient.Options with
            {
                BaseAddress = address,
                Retry = TestClient.Options.Retry with { MaxAttempts = 2 },
            }
        );

        var read = await Assert.ThrowsAsync<CekuraTransientException>(() => client.Runs.GetAsync(5));
        var start = await Assert.ThrowsAsync<CekuraTransientException>(() => client.Scenarios.RunTextAsync(new()));

        Assert.All([read, start], failure =>
            Assert.StartsWith(
                $"no connection to {address.GetLeftPart(UriPartial.Authority)}: ",
                Assert.Single(failure.Messages),
                StringComparison.Ordinal
            )
        );
        Assert.Contains("refused", start.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Ending_calls_accepts_an_empty_answer()
    {
        using var server = new LoopbackServer(LoopbackServer.Write("HTTP/1.1 200 OK\nConnection: close\nContent-Length: 0", ""));
        using var client = Over(server);

        await client.Results.EndCallsAsync(9);

        await server.Finished;
        Assert.StartsWith("POST /test_framework/v1/results/9/end_calls/ HTTP/1.1\r\n", server.Requests[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_another_server_does_not_reach_it()
    {
        using var other = new LoopbackServer(LoopbackServer.Json("""{"id": 5}"""));
        using var server = new LoopbackServer(
            LoopbackServer.Write($"HTTP/1.1 302 Found\nLocation: {other.Address}\nConnection: close\nContent-Length: 0", "")
        );
        using var client = Over(server);

        await Assert.ThrowsAsync<CekuraConfigurationException>(() => client.Runs.GetAsync(5));

        Assert.Empty(other.Requests);
    }

    private static CekuraClient Over(LoopbackServer server) => new(TestClient.Options with { BaseAddress = server.Address });
}

using System.Net;
using Cekura.Emulator.Tests.Bench;
using Cekura.Testing;

namespace Cekura.Emulator.Tests.Faults;

public sealed class FaultTests
{
    private const string Start = """{ "scenarios": [1] }""";

    [Fact]
    public async Task Answers_an_error_with_a_delay_then_recovers()
    {
        await using var bench = Bench(
            """{ "match": { "method": "get", "path": "/runs/$" }, "after": 1, "times": 2, "do": "status:503", "retry_after": 2 }"""
        );

        List<(HttpStatusCode, TimeSpan?)> answers = [];
        for (var i = 0; i < 4; i++)
        {
            using var response = await bench.Client.GetAsync("runs/");
            answers.Add((response.StatusCode, response.Headers.RetryAfter?.Delta));
        }

        var unavailable = (HttpStatusCode.ServiceUnavailable, (TimeSpan?)TimeSpan.FromSeconds(2));
        Assert.Equal([(HttpStatusCode.OK, null), unavailable, unavailable, (HttpStatusCode.OK, null)], answers);
        await bench.GetAsync("results/");
    }

    [Theory]
    [InlineData("1", "503 502 200")]
    [InlineData("0", "503 502 200")]
    [InlineData("2", "503 200 502 200")]
    public async Task Each_fault_counts_the_requests_that_another_took(string after, string expected)
    {
        await using var bench = Bench($$"""{ "do": "status:503" }, { "after": {{after}}, "do": "status:502" }""");

        List<int> answers = [];
        foreach (var _ in expected.Split(' '))
        {
            using var response = await bench.Client.GetAsync("runs/");
            answers.Add((int)response.StatusCode);
        }

        Assert.Equal(expected, string.Join(' ', answers));
    }

    [Fact]
    public async Task Resets_a_connection_without_doing_anything()
    {
        await using var bench = Bench("""{ "match": { "method": "POST" }, "do": "reset" }""");

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => bench.TryStartAsync(Start));

        Assert.Equal(HttpRequestError.Unknown, error.HttpRequestError);
        Assert.Equal("0", (await bench.GetAsync("results/"))["count"]!.ToString());
    }

    [Fact]
    public async Task Drops_a_connection_after_the_runs_were_started()
    {
        await using var bench = Bench("""{ "match": { "method": "POST" }, "do": "drop_after_accept" }""");

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => bench.TryStartAsync(Start));

        Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
        await bench.UntilAsync("results/", results => results["results"]![0]!["status"]!.ToString() == "completed");
    }

    [Fact]
    public async Task Breaks_an_answer_off()
    {
        await using var bench = Bench("""{ "do": "truncate" }""");

        var error = await Assert.ThrowsAsync<HttpRequestException>(() => bench.Client.GetStringAsync("scenarios/"));

        Assert.IsType<HttpIOException>(error.InnerException);
    }

    [Fact]
    public async Task Answers_with_the_page_of_a_proxy()
    {
        await using var bench = Bench("""{ "do": "html" }""");

        using var response = await bench.Client.GetAsync("scenarios/");

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task Answers_late()
    {
        var clock = new VirtualTime();
        await using var bench = Bench("""{ "do": "slow_ms:700" }""", clock);

        var answer = bench.GetAsync("scenarios/");
        await clock.WhenTimerDueWithinAsync(TimeSpan.FromMilliseconds(700));
        Assert.False(answer.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(700));

        Assert.Equal("1", (await answer)["count"]!.ToString());
    }

    [Fact]
    public async Task Never_answers_until_the_client_gives_up()
    {
        var clock = new VirtualTime();
        await using var bench = Bench("""{ "do": "never_answer" }""", clock);
        using var patience = new CancellationTokenSource();

        var answer = bench.Client.GetAsync("scenarios/", patience.Token);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.False(answer.IsCompleted);
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task Throttles_starts()
    {
        var clock = new VirtualTime();
        await using var bench = new EmulatorBench(
            Seeds.Replay("{}", sections: "\"limits\": { \"starts_per_second\": 2 },"),
            options: new() { TimeProvider = clock }
        );

        await bench.StartAsync(Start);
        clock.Advance(TimeSpan.FromMilliseconds(600));
        await bench.StartAsync(Start);
        using var content = new StringContent(Start, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var throttled = await bench.Client.PostAsync("scenarios/run_scenarios_text/", content);
        Assert.Equal(
            (HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)),
            (throttled.StatusCode, throttled.Headers.RetryAfter!.Delta)
        );

        clock.Advance(TimeSpan.FromMilliseconds(400));
        await bench.StartAsync(Start);
        Assert.Equal(429, (await bench.TryStartAsync(Start)).Status);
    }

    [Fact]
    public async Task Charges_every_run_until_the_balance_is_used_up()
    {
        await using var bench = new EmulatorBench(
            Seeds.Replay("{}", sections: "\"limits\": { \"balance\": 0.5, \"price_per_run\": 0.2 },")
        );

        Assert.Equal(
            (402, """{"detail":"Insufficient balance for this operation"}"""),
            await bench.TryStartAsync("""{ "scenarios": [1], "frequency": 3 }""")
        );
        await bench.StartAsync("""{ "scenarios": [1], "frequency": 2 }""");
        Assert.Equal(402, (await bench.TryStartAsync(Start)).Status);
    }

    private static EmulatorBench Bench(string fault, TimeProvider? clock = null) =>
        new(Seeds.Replay("{}", sections: $"\"faults\": [{fault}],"), options: new() { TimeProvider = clock ?? TimeProvider.System });
}

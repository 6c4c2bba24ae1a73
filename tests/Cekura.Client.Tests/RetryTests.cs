using System.Globalization;
using Cekura.Testing;

namespace Cekura.Client.Tests;

public sealed class RetryTests : IDisposable
{
    private const string Run = """{"id": 5}""";
    private static readonly int[] Delays = [1, 2, 4, 8, 15, 15];
    private readonly ScriptedHandler _service = new();
    private readonly VirtualTime _clock = new();
    private readonly CekuraClient _client;

    public RetryTests() => _client = TestClient.Over(_service, _clock);

    public static TheoryData<int> TransientStatuses => [408, 429, 500, 502, 503, 504, 599];

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
    }

    [Theory]
    [MemberData(nameof(TransientStatuses))]
    public async Task A_read_is_repeated_after_a_transient_status(int status)
    {
        _service.Answer("{}", status).Answer(Run);

        var read = _client.Runs.GetAsync(5);
        await PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(5, (await read).Id);
        Assert.Equal(2, _service.Requests.Count);
    }

    [Fact]
    public async Task A_read_is_repeated_after_network_failures_and_pages_of_proxies()
    {
        _service
            .Fail(new HttpRequestException("no route"))
            .Fail(new IOException("reset"))
            .AnswerAs("text/html", "<html>busy</html>")
            .Answer(Run);

        var read = _client.Runs.GetAsync(5);
        foreach (var seconds in Delays[..3])
        {
            await PassAsync(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(5, (await read).Id);
    }

    [Fact]
    public async Task Delays_double_up_to_the_longest_and_end_after_the_last_attempt()
    {
        for (var i = 0; i < 7; i++)
        {
            _service.Answer("{}", status: 500);
        }

        var read = _client.Runs.GetAsync(5);
        foreach (var seconds in Delays)
        {
            await _clock.WhenTimerDueWithinAsync(TimeSpan.FromSeconds(seconds));
            _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.False(read.IsCompleted);
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        var failure = await Assert.ThrowsAsync<CekuraTransientException>(() => read);
        Assert.Equal(500, failure.StatusCode);
        Assert.Equal(7, _service.Requests.Count);
    }

    [Fact]
    public async Task Retry_after_in_seconds_wins_over_the_own_delay()
    {
        _service.Answer("{}", status: 503, headers: ("Retry-After", "25")).Answer(Run);

        var read = _client.Runs.GetAsync(5);
        await _clock.WhenTimerDueWithinAsync(TimeSpan.FromSeconds(25));
        _clock.Advance(TimeSpan.FromSeconds(24));
        Assert.False(read.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(5, (await read).Id);
    }

    [Fact]
    public async Task Retry_after_as_a_date_counts_from_now()
    {
        _service.Answer("{}", status: 429, headers: ("Retry-After", _clock.GetUtcNow().AddSeconds(25).ToString("R"))).Answer(Run);

        var read = _client.Runs.GetAsync(5);
        await _clock.WhenTimerDueWithinAsync(TimeSpan.FromSeconds(25));
        _clock.Advance(TimeSpan.FromSeconds(24));
        Assert.False(read.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(5, (await read).Id);
    }

    [Fact]
    public async Task A_retry_after_in_the_past_means_at_once()
    {
        _service.Answer("{}", status: 429, headers: ("Retry-After", _clock.GetUtcNow().AddHours(-1).ToString("R"))).Answer(Run);

        Assert.Equal(5, (await _client.Runs.GetAsync(5)).Id);
    }

    [Fact]
    public async Task A_retry_after_beyond_the_limit_is_not_waited_for()
    {
        _service.Answer("{}", status: 429, headers: ("Retry-After", "3600"));

        var failure = await Assert.ThrowsAsync<CekuraRateLimitedException>(() => _client.Runs.GetAsync(5));

        Assert.Equal(TimeSpan.FromHours(1), failure.RetryAfter);
    }

    [Theory]
    [InlineData(120, 2)]
    [InlineData(121, 1)]
    public async Task The_longest_retry_after_is_waited_for_to_the_second(int seconds, int sent)
    {
        _service.Answer("{}", status: 503, headers: ("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))).Answer(Run);

        var read = _client.Runs.GetAsync(5);
        await Task.WhenAny(read, PassAsync(TimeSpan.FromSeconds(seconds)));
        await Record.ExceptionAsync(() => read);

        Assert.Equal(sent, _service.Requests.Count);
        Assert.Equal(sent == 1, read.IsFaulted);
    }

    [Fact]
    public async Task A_throttled_start_is_sent_again_after_its_delay()
    {
        _service.Answer("{}", status: 429, headers: ("Retry-After", "12")).Answer("""{"id": 9}""", status: 201);

        var start = _client.Scenarios.RunTextAsync(new() { Name = "Nightly" });
        await PassAsync(TimeSpan.FromSeconds(12));

        Assert.Equal(9, (await start).Id);
        Assert.Equal(_service.Requests[0].Body, _service.Requests[1].Body);
    }

    [Fact]
    public async Task Each_kind_of_request_has_its_time_limit()
    {
        await GivesUpAfterAsync(30, client => client.Results.GetAsync(9));
        await GivesUpAfterAsync(60, client => client.Runs.GetAsync(9));
        await GivesUpAfterAsync(120, client => client.Scenarios.RunTextAsync(new()));
        await GivesUpAfterAsync(5, client => client.Results.EndCallsAsync(9));
        await GivesUpAfterAsync(5, client => client.Runs.EndCallAsync(9));
    }

    [Fact]
    public async Task Cancelling_ends_a_request_without_an_exception_of_the_client()
    {
        using var source = new CancellationTokenSource();
        _service.NeverAnswer();

        var read = _client.Runs.GetAsync(5, source.Token);
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.Single(_service.Requests);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_between_two_attempts()
    {
        using var source = new CancellationTokenSource();
        _service.Answer("{}", status: 500);

        var read = _client.Runs.GetAsync(5, source.Token);
        await _clock.WhenTimerDueWithinAsync(TimeSpan.FromSeconds(1));
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    [Fact]
    public void At_least_one_attempt_is_needed() => Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { MaxAttempts = 0 });

    [Fact]
    public void A_delay_is_at_most_a_day()
    {
        var day = TimeSpan.FromDays(1);
        _ = new RetryOptions { BaseDelay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero };
        _ = new RetryOptions { BaseDelay = day, MaxDelay = day };

        foreach (var wrong in new[] { -TimeSpan.FromTicks(1), day + TimeSpan.FromTicks(1) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { BaseDelay = wrong });
            Assert.Throws<ArgumentOutOfRangeException>(() => new RetryOptions { MaxDelay = wrong });
        }
    }

    private async Task GivesUpAfterAsync(int seconds, Func<CekuraClient, Task> send)
    {
        using var client = new CekuraClient(
            TestClient.Options with
            {
                TimeProvider = _clock,
                Retry = new() { MaxAttempts = 1 },
            },
            _service
        );
        _service.NeverAnswer();

        var call = send(client);
        await _clock.WhenTimerDueWithinAsync(TimeSpan.FromSeconds(seconds));
        _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
        Assert.False(call.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));

        var failure = await Assert.ThrowsAnyAsync<CekuraException>(() => call);
        Assert.Equal([$"no answer within {seconds} s"], failure.Messages);
    }

    /// <summary>Waits until the client waits, at most this long, and lets that time pass.</summary>
    private async Task PassAsync(TimeSpan span)
    {
        await _clock.WhenTimerDueWithinAsync(span);
        _clock.Advance(span);
    }
}

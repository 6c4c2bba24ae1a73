using Cekura.Client;
using Cekura.Runs.Starts;
using Cekura.Testing;

namespace Cekura.Runs.Tests.Starts;

/// <summary>How conversations are ended where the service throttles, does not answer, or has ended them already.</summary>
public sealed class EndCallsTests : IDisposable
{
    private readonly ScriptedHandler _service = new();
    private readonly CekuraClient _client;
    private readonly ImpatientTime _time = new();

    public EndCallsTests() => _client = new CekuraClient(new CekuraClientOptions { ApiKey = "test" }, _service);

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
    }

    [Theory]
    [InlineData("3", 3000)]
    [InlineData("0", 500)]
    public async Task A_throttled_end_is_asked_for_again_no_sooner_than_the_service_says(string retryAfter, int milliseconds)
    {
        _service
            .Answer("""{ "detail": "Slow down." }""", 429, ("Retry-After", retryAfter))
            .Answer("""{ "id": 7, "status": "in_progress" }""")
            .Answer("");

        Assert.Null(await EndAsync());

        Assert.Equal([TimeSpan.FromMilliseconds(milliseconds)], _time.Pauses);
        Assert.Equal(["POST", "GET", "POST"], _service.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task Without_a_word_of_the_service_the_pauses_double()
    {
        for (var attempt = 0; attempt < 2; attempt++)
        {
            _service.Answer("""{ "detail": "Slow down." }""", 429).Answer("""{ "id": 7, "status": "in_progress" }""");
        }

        _service.Answer("");

        Assert.Null(await EndAsync());

        Assert.Equal([TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1)], _time.Pauses);
    }

    [Fact]
    public async Task What_has_ended_meanwhile_is_not_asked_again()
    {
        _service.Answer("""{ "detail": "Slow down." }""", 429).Answer("""{ "id": 7, "status": "completed" }""");

        Assert.Null(await EndAsync());

        Assert.Equal(["POST", "GET"], _service.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_refusal_is_not_asked_again()
    {
        _service.Answer("""{ "detail": "The key may not do this." }""", 403);

        Assert.Contains("The key may not do this.", await EndAsync(), StringComparison.Ordinal);

        Assert.Single(_service.Requests);
    }

    [Theory]
    [InlineData(409)]
    [InlineData(200)]
    public async Task A_chat_that_has_ended_is_not_asked_again(int status)
    {
        _service.Answer("{}", status);

        Assert.Null(await new EndCalls(_client, _time).EndChatAsync(7, "The agent ended.", CancellationToken.None));

        Assert.EndsWith("/runs/7/end-chat/", Assert.Single(_service.Requests).Address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("completed", 2)]
    [InlineData("in_progress", 3)]
    public async Task A_chat_whose_end_got_no_answer_is_read_before_it_is_asked_again(string status, int requests)
    {
        _service.Answer("", 502).Answer($$"""{ "id": 7, "status": "{{status}}" }""").Answer("{}");

        Assert.Null(await new EndCalls(_client, _time).EndChatAsync(7, reason: null, CancellationToken.None));

        Assert.Equal(requests, _service.Requests.Count);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_is_given_ten_seconds()
    {
        var time = new VirtualTime();
        var began = time.GetUtcNow();
        _service.NeverAnswer();

        Assert.Equal(
            "no answer came in time",
            await time.RunAsync(() => new EndCalls(_client, time).EndResultAsync(7, CancellationToken.None))
        );

        Assert.Equal(TimeSpan.FromSeconds(10), time.GetUtcNow() - began);
    }

    [Fact]
    public async Task What_is_said_of_an_end_that_was_asked_for_in_vain_is_the_last_error()
    {
        var time = new VirtualTime();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            _service.Answer("""{ "detail": "Slow down." }""", 429).Answer("""{ "id": 7, "status": "in_progress" }""");
        }

        Assert.Contains(
            "Slow down.",
            await time.RunAsync(() => new EndCalls(_client, time).EndRunAsync(7, CancellationToken.None)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        _service.NeverAnswer();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new EndCalls(_client, _time).EndRunAsync(7, new CancellationToken(canceled: true))
        );
    }

    private Task<string?> EndAsync() => new EndCalls(_client, _time).EndRunAsync(7, CancellationToken.None);

    /// <summary>A clock on which every pause is over at once, and the budget of ten seconds never is.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        private readonly List<TimeSpan> _pauses = [];

        public IReadOnlyList<TimeSpan> Pauses => _pauses;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.FromSeconds(10))
            {
                return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            _pauses.Add(dueTime);
            return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}

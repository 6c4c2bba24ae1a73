using Cekura.Client;
using Cekura.Runs.Watch;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Runs.Tests.Watch;

/// <summary>What is said of trouble that was borne: the words of the service, and not that the last question was cut short.</summary>
public sealed class PatienceTests
{
    private const string CutWords = "no answer came in time";

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_failure_counts_as_one_whatever_its_words()
    {
        var patience = new Patience(Patience.Default, _time);
        patience.Bears(ReadError.Of(new CekuraTransientException("503: the service is being updated")));

        Assert.True(patience.Bears(ReadError.Of(new CekuraTransientException(CutWords))));

        Assert.Equal(CutWords, patience.Reason);
    }

    [Fact]
    public async Task A_read_that_is_cut_says_nothing_and_is_borne_like_an_outage()
    {
        using var limit = new CancellationTokenSource();
        var asking = TimedRead.AskAsync<object>(
            async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return "";
            },
            Patience.Default,
            _time,
            limit.Token,
            CancellationToken.None
        );
        await limit.CancelAsync();

        var (answer, cut) = await asking;

        Assert.Null(answer);
        Assert.Same(ReadError.Cut, cut);
        var patience = new Patience(Patience.Default, _time);
        Assert.True(patience.Bears(ReadError.Cut));
        Assert.Equal(CutWords, patience.Reason);
        Assert.True(patience.Bears(ReadError.Of(new CekuraTransientException("503: the service is being updated"))));
        Assert.True(patience.Bears(ReadError.Cut));
        Assert.Equal("503: the service is being updated", patience.Reason);

        _time.Advance(Patience.Default);
        patience.Ask();
        Assert.False(patience.Bears(ReadError.Cut));
    }

    [Fact]
    public void A_question_may_take_what_is_left_and_the_last_one_ten_seconds()
    {
        var patience = new Patience(Patience.Default, _time);
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(Patience.Default, patience.Ask());
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(patience.Bears(ReadError.Cut));
        Assert.Equal(TimeSpan.FromSeconds(240), patience.Ask());
        Assert.Equal(TimeSpan.FromSeconds(15), patience.Within(TimeSpan.FromSeconds(15)));
        _time.Advance(TimeSpan.FromSeconds(235));
        Assert.Equal(TimeSpan.FromSeconds(10), patience.Ask());
        Assert.Equal(TimeSpan.FromSeconds(5), patience.Within(TimeSpan.FromSeconds(15)));
        Assert.True(patience.Bears(ReadError.Cut));
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimeSpan.Zero, patience.Within(TimeSpan.FromSeconds(15)));

        patience.Recovered();
        Assert.Equal(TimeSpan.FromSeconds(15), patience.Within(TimeSpan.FromSeconds(15)));
        Assert.Equal(Patience.Default, patience.Ask());
        Assert.Equal("", patience.Reason);
    }

    [Fact]
    public void One_answer_that_there_is_no_such_thing_is_borne_and_a_refusal_is_not()
    {
        var patience = new Patience(Patience.Default, _time);
        var missing = ReadError.Of(new CekuraNotFoundException("no"));

        Assert.True(patience.Bears(missing));
        Assert.False(patience.Bears(missing));
        patience.Recovered();
        Assert.True(patience.Bears(missing));
        Assert.False(patience.Bears(ReadError.Of(new CekuraForbiddenException("no"))));
        Assert.True(patience.Bears(ReadError.Of(new CekuraRateLimitedException("slow down"))));
    }

    [Fact]
    public async Task A_read_that_fails_is_not_cut()
    {
        var refused = new CekuraNotFoundException("There is no such result.");

        var (_, trouble) = await TimedRead.AskAsync<object>(
            _ => throw refused,
            Patience.Default,
            _time,
            CancellationToken.None,
            CancellationToken.None
        );

        Assert.Same(refused, trouble!.Failure);
        Assert.Equal("There is no such result.", trouble.Reason);
    }
}

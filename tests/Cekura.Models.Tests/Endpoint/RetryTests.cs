using Cekura.Models.Chat;
using Cekura.Models.Options;
using Cekura.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Cekura.Models.Tests.Endpoint;

/// <summary>What is tried again, for how long, and what is not.</summary>
public class RetryTests
{
    private static readonly Func<StubQuestion, StubAnswer> Play = _ => Misbehaviour.Good;

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Fails_for_a_while(int status)
    {
        await using var stub = await ModelStub.StartAsync(Play.FailsFirst(3, StubAnswer.Error(status, "Not now.")));
        using var asked = new Asked(stub.Address);

        await asked.AskAsync();

        Assert.Equal(4, stub.Questions.Count);
    }

    [Theory]
    [InlineData(429, "It allows fewer questions: lower ModelConcurrency, or wait.")]
    [InlineData(500, "Look at the endpoint's own log.")]
    public async Task Fails_for_good(int status, string next)
    {
        await using var stub = await ModelStub.StartAsync(StubAnswer.Error(status, "Not now."));
        using var asked = new Asked(stub.Address);

        var error = await asked.FailAsync();

        Assert.Equal($"tiny at {stub.Address} answered HTTP {status}: \"Not now.\". {next}", error.Message);
        Assert.Equal(4, stub.Questions.Count);
    }

    [Fact]
    public async Task Says_when_to_ask_again()
    {
        var time = new FakeTimeProvider();
        await using var stub = await ModelStub.StartAsync(Play.FailsFirst(1, StubAnswer.Busy("30")));
        using var asked = new Asked(stub.Address, time: time);

        var asking = asked.AskAsync();
        await UntilAsync(() => stub.Questions.Count == 1);
        await AdvanceAsync(time, asking, TimeSpan.FromSeconds(1), until: TimeSpan.FromSeconds(29));
        Assert.Single(stub.Questions);
        await AdvanceAsync(time, asking, TimeSpan.FromSeconds(1), until: TimeSpan.MaxValue);

        Assert.Equal(2, stub.Questions.Count);
    }

    [Fact]
    public async Task Wants_more_patience_than_a_test_has()
    {
        await using var stub = await ModelStub.StartAsync(StubAnswer.Busy("3600"));
        using var asked = new Asked(stub.Address);

        Assert.Equal(
            $"tiny at {stub.Address} answered HTTP 429 and wants to be asked again only in 3600 s. Lower ModelConcurrency, or run the tests then.",
            (await asked.FailAsync()).Message
        );
        Assert.Single(stub.Questions);
    }

    [Fact]
    public async Task Slow()
    {
        var time = new FakeTimeProvider();
        await using var stub = await ModelStub.StartAsync(Misbehaviour.Good with { Until = new TaskCompletionSource().Task });
        using var asked = new Asked(stub.Address, new() { Timeout = TimeSpan.FromSeconds(20) }, time);

        var asking = asked.FailAsync();
        await UntilAsync(() => stub.Questions.Count == 1);
        time.Advance(TimeSpan.FromSeconds(20));

        var error = await asking;
        Assert.Equal(ModelErrorKind.Unreachable, error.Kind);
        Assert.Equal(
            $"tiny at {stub.Address} did not answer within 20 s. Raise ModelTimeoutSeconds, lower ModelConcurrency, or take a smaller model.",
            error.Message
        );
        Assert.Single(stub.Questions);
    }

    [Fact]
    public async Task Breaks_the_connection()
    {
        await using var stub = await ModelStub.StartAsync(Play.FailsFirst(2, new StubAnswer { Breaks = true }));
        using var asked = new Asked(stub.Address);

        await asked.AskAsync();

        Assert.Equal(3, stub.Questions.Count);
    }

    [Fact]
    public async Task Is_not_there()
    {
        var stub = await ModelStub.StartAsync(Play);
        var address = stub.Address;
        await stub.DisposeAsync();
        using var asked = new Asked(address);

        var error = await asked.FailAsync();

        Assert.Equal(
            (ModelErrorKind.Unreachable, $"tiny at {address} cannot be reached: nothing answers there. Start it, or check ModelUrl."),
            (error.Kind, error.Message)
        );
    }

    [Fact]
    public async Task A_question_can_be_taken_back_while_it_waits_for_another_try()
    {
        using var stop = new CancellationTokenSource();
        await using var stub = await ModelStub.StartAsync(StubAnswer.Busy("60"));
        using var asked = new Asked(stub.Address);

        var asking = asked.AskAsync(cancellationToken: stop.Token);
        await UntilAsync(() => stub.Questions.Count == 1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    [Fact]
    public async Task Another_server_gets_neither_question_nor_key()
    {
        await using var other = await ModelStub.StartAsync(Play);
        await using var stub = await ModelStub.StartAsync(
            new StubAnswer { Status = 307, Headers = [new("Location", $"{other.Address}/chat/completions?key=hidden")] }
        );
        using var asked = new Asked(stub.Address);

        Assert.Equal(
            $"{stub.Address} sends the question to tiny on to {other.Address}/chat/completions, which gets neither the question nor the key. Write the address that answers as ModelUrl.",
            (await asked.FailAsync()).Message
        );
        Assert.Empty(other.Questions);
    }

    [Fact]
    public async Task A_redirect_to_another_path_is_followed()
    {
        await using var stub = await ModelStub.StartAsync(question =>
            question.Path.StartsWith("/v1", StringComparison.Ordinal)
                ? new StubAnswer { Status = 308, Headers = [new("Location", "/v2/chat/completions")] }
                : Misbehaviour.Good
        );
        using var asked = new Asked(stub.Address);

        await asked.AskAsync();

        Assert.Equal($"Bearer {Asked.Key}", stub.Questions[1].Authorization);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Yield();
        }
    }

    // The timer is set some time after the stub has answered.
    private static async Task AdvanceAsync(FakeTimeProvider time, Task asking, TimeSpan step, TimeSpan until)
    {
        for (var passed = TimeSpan.Zero; passed < until && !asking.IsCompleted; passed += step)
        {
            time.Advance(step);
            await Task.Yield();
        }
    }
}

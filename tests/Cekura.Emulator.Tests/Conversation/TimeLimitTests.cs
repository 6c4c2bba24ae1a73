using Cekura.Emulator.Conversation;
using Cekura.Emulator.Transcripts;
using Cekura.Testing;
using static Cekura.Emulator.Tests.Conversation.Conversations;
using static Cekura.Emulator.Tests.Script.Scripts;

namespace Cekura.Emulator.Tests.Conversation;

public sealed class TimeLimitTests : IDisposable
{
    private const string StillThere = """{"content":"Are you still there?"}""";

    private readonly VirtualTime _time = new();
    private readonly SemaphoreSlim _callerTurns = new(0);

    public void Dispose() => _callerTurns.Dispose();

    [Fact]
    public async Task A_silent_agent_is_asked_and_then_the_call_ends()
    {
        var heard = new List<string?>();
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            heard.Add(await side.HearAsync());
            for (var wait = 0; wait < 3; wait++)
            {
                await ExpireAsync(TimeSpan.FromSeconds(4));
                heard.Add(await side.HearAsync());
            }
        });

        var record = await PlayAsync(
            With(agent, "", When(1, "/hello/i", "Hi")) with
            {
                IdleTimeout = TimeSpan.FromSeconds(4),
                IdleMessages = 2,
            },
            _time,
            Count
        );

        Assert.Equal("agent: Hello\ncaller: Hi\ncaller: Are you still there?\ncaller: Are you still there?", record.Text());
        Assert.Equal(["""{"content":"Hi"}""", StillThere, StillThere, """{"type":"end_call"}"""], heard);
        Assert.Equal(ConversationEnd.Completed, record.End);
        Assert.Equal("main-agent-silence-timed-out", record.EndedReason);
        Assert.Equal("The agent fell silent after turn 1.", record.Break!.Sentence());
        Assert.Equal([0, 0, 4, 8], record.Turns.Select(turn => turn.Start.TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(12), record.Duration);
    }

    [Fact]
    public async Task An_answer_to_the_question_goes_on_with_the_script()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SendAsync("""{"metadata":{"keepalive":true}}""");
            await ExpireAsync(TimeSpan.FromSeconds(10));
            await side.HearAsync();
            await side.SayAsync("Your name?");
            await side.HearAsync();
            await side.SendAsync("""{"type":"end_call"}""");
        });

        var record = await PlayAsync(With(agent, "Hi", When(1, "/name/", "Omar")), _time, Count);

        Assert.Equal("caller: Hi\ncaller: Are you still there?\nagent: Your name?\ncaller: Omar", record.Text());
        Assert.Equal(10, record.Turns[1].Start.TotalSeconds);
        Assert.Equal("main-agent-ended-call", record.EndedReason);
    }

    [Fact]
    public async Task An_agent_that_never_says_a_word_fails()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.HearAsync();
            await side.SendAsync("""{"metadata":{"keepalive":true}}""");
            await ExpireAsync(TimeSpan.FromSeconds(10));
            await side.HearAsync();
            await ExpireAsync(TimeSpan.FromSeconds(10));
        });

        var record = await PlayAsync(With(agent, "Hi") with { IdleMessages = 1 }, _time, Count);

        Assert.Equal(ConversationEnd.Failed, record.End);
        Assert.Equal("main-agent-did-not-answer", record.EndedReason);
        Assert.Equal(
            $"The agent at {agent.Url} accepted the connection and never said a word. It has to send text frames such as {{\"content\": \"Hello\"}}.",
            record.ErrorMessage
        );
        Assert.Equal(2, record.Turns.Count);
    }

    [Theory]
    [InlineData(600, 300, "main-agent-silence-timed-out")]
    [InlineData(9, 9, "exceeded-max-duration")]
    public async Task However_patient_the_caller_is_the_call_ends(int maxDuration, int seconds, string reason)
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await ExpireAsync(TimeSpan.FromSeconds(seconds));
        });

        var record = await PlayAsync(
            With(agent, "", When(1, "/hello/i", "Hi")) with
            {
                IdleTimeout = TimeSpan.FromMinutes(8),
                MaxDuration = TimeSpan.FromSeconds(maxDuration),
            },
            _time,
            Count
        );

        Assert.Equal("agent: Hello\ncaller: Hi", record.Text());
        Assert.Equal(ConversationEnd.Completed, record.End);
        Assert.Equal(reason, record.EndedReason);
        Assert.Equal("The agent fell silent after turn 1.", record.Break!.Sentence());
        Assert.Empty(record.Notes);
        Assert.Equal(TimeSpan.FromSeconds(seconds), record.Duration);
    }

    private void Count(RecordedTurn turn)
    {
        if (turn.Role == TurnRole.Caller)
        {
            _callerTurns.Release();
        }
    }

    /// <summary>Lets the wait run out that follows the caller's last words, as soon as it waits.</summary>
    private async Task ExpireAsync(TimeSpan wait)
    {
        await _callerTurns.WaitAsync();
        await _time.WhenTimerDueInAsync(wait);
        _time.Advance(wait);
    }
}

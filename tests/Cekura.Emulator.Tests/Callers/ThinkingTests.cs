using System.Text.Json.Nodes;
using System.Threading.Channels;
using Cekura.Agents.Lines;
using Cekura.Emulator.Callers;
using Cekura.Emulator.Conversation;
using Cekura.Emulator.Talking;
using Cekura.Emulator.Transcripts;
using Cekura.Models.Chat;
using Microsoft.Extensions.Time.Testing;
using static Cekura.Emulator.Tests.Callers.ModelStub;

namespace Cekura.Emulator.Tests.Callers;

/// <summary>While a caller thinks, its agent may go on talking, and no time of the conversation passes.</summary>
public sealed class ThinkingTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task What_the_agent_says_while_the_caller_thinks_is_answered_as_well()
    {
        var line = new Line(said => said == "Hello" ? ["One moment."] : [], _time);
        var model = new ModelStub(
            (_, number) =>
            {
                if (number == 0)
                {
                    line.Say("Which time?");
                }

                return number == 0 ? Say("Too early.") : Say("Thursday, thank you. Bye.", done: true);
            }
        );

        var (ending, turns) = await HoldAsync(line, model);

        Assert.Equal(EndedReason.CallerEndedCall, ending.Reason);
        Assert.Equal(["Hello", "One moment.", "Which time?", "Thursday, thank you. Bye."], turns.Select(turn => turn.Content));
        Assert.Equal("One moment.\nWhich time?", model.Requests[1].Messages[^1].Content);
        Assert.DoesNotContain(model.Requests[1].Messages, message => message.Content.Contains("Too early", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_that_never_stops_is_answered_all_the_same()
    {
        var line = new Line(_ => ["Hm."], _time);
        var model = new ModelStub(
            (_, number) =>
            {
                line.Say($"And {number}?");
                return Say("Thursday, thank you. Bye.", done: true);
            }
        );

        await HoldAsync(line, model);

        Assert.Equal(4, model.Requests.Count);
    }

    [Fact]
    public async Task The_time_in_which_the_caller_thinks_is_not_the_conversation_s()
    {
        var line = new Line(_ => ["Booked."], _time);
        var model = new ModelStub(
            (_, number) =>
            {
                // Together longer than the conversation may take.
                _time.Advance(TimeSpan.FromMinutes(9));
                return number == 0 ? Say("Thursday, please.") : Say("Thank you, bye.", done: true);
            }
        );

        var (ending, turns) = await HoldAsync(line, model);

        Assert.Equal((EndedReason.CallerEndedCall, 5), (ending.Reason, turns.Count));
    }

    [Fact]
    public async Task A_conversation_that_ends_while_the_caller_thinks_ends_the_thought()
    {
        using var end = new CancellationTokenSource();
        var model = new StubbornModel();
        var holding = HoldAsync(new Line(_ => ["Booked."], _time), model, end.Token);

        await model.Asked;
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holding);
    }

    private async Task<(Ending Ending, IReadOnlyList<RecordedTurn> Turns)> HoldAsync(
        Line line,
        IChatModel model,
        CancellationToken end = default
    )
    {
        var brief = new CallerBrief
        {
            Test = "Book",
            Instructions = "You want an appointment on Thursday.",
            Opening = new("Hello"),
        };
        var request = new ConversationRequest
        {
            Url = new("ws://127.0.0.1:9/"),
            Headers = new Dictionary<string, string>(),
            JoinWindow = TimeSpan.Zero,
        };
        var transcript = new Transcript(_time, null);
        var talk = new Talk(request, new ModelCaller(brief, new(model)), line, transcript, _time);
        using var clock = new CallClock(request.MaxDuration, _time, end);
        var ending = await talk.HoldAsync(clock);
        talk.Close();
        return (ending, [.. transcript.Turns]);
    }

    /// <summary>A line on which the agent answers at once.</summary>
    private sealed class Line(Func<string, IEnumerable<string>> answer, TimeProvider time) : IAgentLine
    {
        private readonly Channel<AgentFrame> _frames = Channel.CreateUnbounded<AgentFrame>();

        public ChannelReader<AgentFrame> Frames => _frames.Reader;

        public bool SaysWhenOver => false;

        public string Where => "here";

        public string Expected => "Words.";

        public int IgnoredFrames => 0;

        public string? FirstIgnoredFrame => null;

        public Disconnection? Disconnection => null;

        public void Say(string words) => _frames.Writer.TryWrite(AgentFrame.Words(words, time.GetTimestamp()));

        public Task<bool> SayAsync(string text, bool endsCall)
        {
            foreach (var words in endsCall ? [] : answer(text))
            {
                Say(words);
            }

            return Task.FromResult(true);
        }

        public void Listen() { }

        public Task DrainAsync(Action<AgentFrame> take) => Task.CompletedTask;

        public Task CloseAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class StubbornModel : IChatModel
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public async Task<ModelReply> AskAsync(ModelRequest request, CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new(new JsonObject(), Name);
        }
    }
}

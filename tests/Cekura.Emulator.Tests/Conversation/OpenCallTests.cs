using System.Globalization;
using Cekura.Emulator.Conversation;
using Cekura.Testing;
using static Cekura.Emulator.Tests.Conversation.Conversations;
using static Cekura.Emulator.Tests.Script.Scripts;

namespace Cekura.Emulator.Tests.Conversation;

/// <summary>Turns of which a tool is a part, over a real socket, on a clock of the test.</summary>
public sealed class OpenCallTests
{
    private const string Call = """{"role":"Function Call","data":{"id":"c1","name":"find"}}""";
    private const string Result = """{"role":"Function Call Result","data":{"id":"c1","result":"{}"}}""";

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(300);

    private readonly VirtualTime _time = new();

    [Fact]
    public async Task An_open_call_is_a_turn_that_is_not_over()
    {
        var record = await PlayAsync("say One moment.", "send " + Call, "wait 2 of 10", "say Which day?", "wait 0.3 of 0.3");

        Assert.Equal("agent: One moment.\ncall: {\"id\":\"c1\",\"name\":\"find\"}\nagent: Which day?\ncaller: Friday", record.Text());
        Assert.Equal([0, 0, 2, 2.3], Starts(record));
        Assert.Empty(record.Notes);
    }

    [Fact]
    public async Task After_a_result_the_agent_has_time_to_speak()
    {
        var record = await PlayAsync(
            "say One moment.",
            "send " + Call,
            "wait 9 of 10",
            "send " + Result,
            "wait 1.5 of 2",
            "say Which day?",
            "wait 0.3 of 0.3"
        );

        Assert.Equal(
            ["Main Agent", "Function Call", "Function Call Result", "Main Agent", "Testing Agent"],
            record.Turns.Select(turn => turn.Role)
        );
        Assert.Equal([0, 0, 9, 10.5, 10.8], Starts(record));
    }

    [Fact]
    public async Task An_agent_that_reports_after_its_words_is_answered_soon()
    {
        var record = await PlayAsync("say Which day?", "send " + Call, "send " + Result, "wait 2 of 2");

        Assert.Equal(("Friday", 2), (record.Turns[3].Content, Starts(record)[3]));
    }

    [Fact]
    public async Task Words_between_a_call_and_its_result_do_not_end_the_turn_of_an_agent_that_reports_results()
    {
        var record = await PlayAsync(
            "send " + Call,
            "send " + Result,
            "send " + Call,
            "say One moment.",
            "wait 5 of 10",
            "send " + Result,
            "say Which day?",
            "wait 0.3 of 0.3"
        );

        Assert.Equal(
            "One moment. Which day? Friday",
            string.Join(' ', record.Turns.Where(turn => turn.Content.Length > 0).Select(turn => turn.Content))
        );
    }

    [Fact]
    public async Task A_call_of_which_nothing_comes_is_waited_for_once_and_said()
    {
        var record = await PlayAsync(
            "say Which day?",
            "send " + Call,
            "wait 10 of 10",
            "hear",
            "say Which day?",
            "send " + Call.Replace("c1", "c2", StringComparison.Ordinal),
            "wait 0.3 of 0.3"
        );

        Assert.Equal([0, 0, 10, 10, 10, 10.3], Starts(record));
        Assert.Equal(
            "The agent reported a call of find and within 10 s neither a result nor further words; the caller answered what it had heard. Let the agent send the \"Function Call Result\".",
            Assert.Single(record.Notes)
        );
    }

    [Fact]
    public async Task A_streamed_sentence_is_one_text_and_not_over_before_its_last_piece()
    {
        var record = await PlayAsync(
            """send {"content":"Which","partial":true}""",
            "wait 3 of 10",
            """send {"content":" ","partial":true}""",
            """send {"content":"day?"}""",
            "wait 0.3 of 0.3"
        );

        Assert.Equal("agent: Which day?\ncaller: Friday", record.Text());
        Assert.Equal((0, 3), (Starts(record)[0], record.Turns[0].End.TotalSeconds - 1));
    }

    [Fact]
    public async Task A_keep_alive_shifts_no_end_of_a_turn()
    {
        var record = await PlayAsync("say Which day?", "wait 0.2 of 0.3", """send {"metadata":{"keepalive":true}}""", "wait 0.1 of 0.1");

        Assert.Equal((0, 0.3), (record.Turns[0].End.TotalSeconds - 1, Starts(record)[1]));
    }

    private static List<double> Starts(ConversationRecord record) =>
        [.. record.Turns.Select(turn => Math.Round(turn.Start.TotalSeconds - 1, 3))];

    /// <summary>
    /// Plays the agent by lines: <c>say words</c>, <c>send frame</c>, <c>hear</c>, and <c>wait 2 of 10</c>, which lets two seconds pass
    /// once the caller waits for ten.
    /// </summary>
    private async Task<ConversationRecord> PlayAsync(params string[] lines)
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            // From here on, the caller's wait for a first word is shorter than those that are looked for.
            await _time.WhenTimerDueInAsync(TimeSpan.FromSeconds(10));
            _time.Advance(TimeSpan.FromSeconds(1));
            foreach (var line in lines)
            {
                var (verb, what) = (line.Split(' ', 2)[0], line.Split(' ', 2)[^1]);
                switch (verb)
                {
                    case "wait":
                        var spans = what.Split(" of ")
                            .Select(span => TimeSpan.FromSeconds(double.Parse(span, CultureInfo.InvariantCulture)))
                            .ToList();
                        await _time.WhenTimerDueInAsync(spans[1]);
                        _time.Advance(spans[0]);
                        break;
                    case "hear":
                        await side.HearAsync();
                        break;
                    default:
                        await (verb == "say" ? side.SayAsync(what) : side.SendAsync(what));
                        break;
                }
            }

            await side.HearAsync();
            await side.SendAsync("""{"type":"end_call"}""");
        });

        return await Conversations.PlayAsync(With(agent, "", When(1, "/day/", "Friday")) with { JoinWindow = Window }, _time);
    }
}

using System.Net.WebSockets;
using Cekura.Emulator.Conversation;
using Cekura.Testing;
using static Cekura.Emulator.Tests.Conversation.Conversations;
using static Cekura.Emulator.Tests.Script.Scripts;

namespace Cekura.Emulator.Tests.Conversation;

public sealed class FrameTests
{
    private const string EndCall = """{"type":"end_call"}""";

    [Fact]
    public async Task The_minimal_exchange()
    {
        var heard = new List<string?>();
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            heard.Add(await side.HearAsync());
            await side.SendAsync(
                """{"role":"Function Call","data":{"id":"c1","name":"find_patient","arguments":"{\"dob\":\"1990-01-01\"}"}}"""
            );
            await side.SendAsync("""{"role":"Function Call Result","data":{"id":"c1","result":"{\"patient_id\":17}"}}""");
            await side.SendAsync("""{"content":"Found you. Which day suits?","metadata":{"ref":"ab12"}}""");
            heard.Add(await side.HearAsync());
            await side.SayAsync("Moved to Saturday 10:30.");
            heard.Add(await side.HearAsync());
        });

        var record = await PlayAsync(
            With(
                agent,
                "Hi, I need to move \"it\", señor.",
                When(1, "/which day/i", "Saturday morning."),
                When(2, "/moved/i", "Thank you, goodbye. <endcall />")
            )
        );

        Assert.Equal(
            [
                """{"content":"Hi, I need to move \"it\", señor."}""",
                """{"content":"Saturday morning."}""",
                """{"content":"Thank you, goodbye.","type":"end_call"}""",
            ],
            heard
        );
        Assert.Equal(
            """
            caller: Hi, I need to move "it", señor.
            call: {"id":"c1","name":"find_patient","arguments":"{\u0022dob\u0022:\u00221990-01-01\u0022}"}
            result: {"id":"c1","result":"{\u0022patient_id\u0022:17}"}
            agent: Found you. Which day suits?
            caller: Saturday morning.
            agent: Moved to Saturday 10:30.
            caller: Thank you, goodbye.
            """,
            record.Text()
        );
        Assert.Equal(ConversationEnd.Completed, record.End);
        Assert.Equal("testing-agent-ended-call", record.EndedReason);
        Assert.Null(record.ErrorMessage);
        Assert.Equal("""{"ref":"ab12"}""", record.Metadata.ToJsonString());
        Assert.Equal([0, 1, 2], record.FiredConditions!.Order());
    }

    [Fact]
    public async Task Metadata_is_merged_the_last_write_wins()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SendAsync("""{"metadata":{"a":1,"b":{"c":2}}}""");
            await side.SendAsync("""{"metadata":{"keepalive":true}}""");
            await side.SendAsync("""{"metadata":"no object","content":"Hi"}""");
            await side.SendAsync("""{"type":"end_call","metadata":{"a":2}}""");
        });

        var record = await PlayAsync(With(agent, ""));

        Assert.Equal("""{"a":2,"b":{"c":2},"keepalive":true}""", record.Metadata.ToJsonString());
        Assert.Equal("agent: Hi", record.Text());
    }

    [Fact]
    public async Task Both_spellings_of_tool_frames_and_objects_as_arguments_are_read()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SendAsync("""{"role":"function_call","content":"","data":{"id":"c1","name":"find","arguments":{"n":1}}}""");
            await side.SendAsync("""{"role":"function_call_result","data":{"id":"c1","result":[1,2]}}""");
            await side.SendAsync(EndCall);
        });

        var record = await PlayAsync(With(agent, ""));

        Assert.Equal(["Function Call", "Function Call Result"], record.Turns.Select(turn => turn.Role));
        Assert.Equal("""{"n":1}""", (string?)record.Turns[0].Data!["arguments"]);
        Assert.Equal("[1,2]", (string?)record.Turns[1].Data!["result"]);
    }

    [Theory]
    [InlineData("""{"content":"Goodbye","type":"end_call"}""", "agent: Goodbye", "caller")]
    [InlineData(EndCall, "", "agent")]
    public async Task The_agent_ends_the_call(string frame, string transcript, string underTest)
    {
        await using var agent = await LoopbackAgent.StartAsync(side => side.SendAsync(frame));

        var record = await PlayAsync(
            With(agent, "") with
            {
                JoinWindow = TimeSpan.FromMinutes(1),
                EndsUnderTest = new HashSet<string> { underTest },
            }
        );

        Assert.Equal(transcript, record.Text());
        Assert.Equal(ConversationEnd.Completed, record.End);
        Assert.Equal("main-agent-ended-call", record.EndedReason);
        Assert.Null(record.Break);
    }

    [Theory]
    [InlineData(EndCall, "ended the call and never said a word.")]
    [InlineData(
        """{"text":"Hello","type":"greeting"}""",
        "said nothing readable; frames: 1, the first was the text \"{\"text\":\"Hello\",\"type\":\"greeting\"}\", which is no JSON object that the protocol knows. It ended the call."
    )]
    [InlineData(
        """{"content":["Bye"],"metadata":{}}""",
        "said nothing readable; frames: 1, the first was the text \"{\"content\":[\"Bye\"],\"metadata\":{}}\", of which a part has a shape that the protocol does not know. It ended the call."
    )]
    [InlineData(
        """{"role":"function_call","data":"find","metadata":{}}""",
        "said nothing readable; frames: 1, the first was the text \"{\"role\":\"function_call\",\"data\":\"find\",\"metadata\":{}}\", of which a part has a shape that the protocol does not know. It ended the call."
    )]
    public async Task An_agent_that_ends_the_call_and_said_nothing_readable_fails(string frame, string message)
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SendAsync(frame);
            await side.SendAsync(EndCall);
        });

        var record = await PlayAsync(With(agent, ""));

        Assert.Equal(ConversationEnd.Failed, record.End);
        Assert.Equal("main-agent-did-not-answer", record.EndedReason);
        Assert.Equal(
            $"The agent at {agent.Url} {message} It has to send text frames such as {{\"content\": \"Hello\"}}.",
            record.ErrorMessage
        );
        Assert.Equal(record.ErrorMessage, record.Break!.Sentence());
    }

    [Fact]
    public async Task Frames_of_no_shape_are_ignored()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await SendNonsenseAsync(side);
            await side.SayAsync("Hello");
            await side.HearAsync();
            await side.SendAsync(EndCall);
        });

        var record = await PlayAsync(With(agent, "", When(1, "/hello/i", "Hi")));

        Assert.Equal("agent: Hello\ncaller: Hi", record.Text());
        Assert.Equal(ConversationEnd.Completed, record.End);
        Assert.Null(record.ErrorMessage);
        Assert.Null(record.Break);
        Assert.Equal(
            "9 frames of the agent could not be read; the first was binary, 3 bytes. It has to send text frames such as {\"content\": \"Hello\"}.",
            Assert.Single(record.Notes)
        );
    }

    [Fact]
    public async Task Ignored_frames_are_counted_when_nothing_else_came()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await SendNonsenseAsync(side);
            await side.CloseAsync(WebSocketCloseStatus.NormalClosure);
        });

        var record = await PlayAsync(With(agent, "Hi"));

        Assert.Equal(ConversationEnd.Failed, record.End);
        Assert.Equal(
            $"The agent at {agent.Url} said nothing readable; frames: 9, the first was binary, 3 bytes. "
                + "It closed the connection with code 1000. "
                + "It has to send text frames such as {\"content\": \"Hello\"}.",
            record.ErrorMessage
        );
    }

    [Theory]
    [InlineData(
        """{"content":"Hello \ud83d"}""",
        "agent: Hello \uFFFD\ncaller: Hi",
        @"in which \ud83d is half of a character: it is read as �"
    )]
    [InlineData(
        """{"metadata":{"\ude00":"\ud83d"},"content":"Hello"}""",
        "agent: Hello\ncaller: Hi",
        @"in which \ude00 is half of a character: it is read as �"
    )]
    [InlineData("""{"content":"Hello","metadata":{"a":1,"a":2}}""", "caller: ", "in which a key stands twice")]
    [InlineData("""{"content":"Hello","metadata":{"a":NESTED}}""", "caller: ", "which is nested more than 64 deep")]
    public async Task What_cannot_be_read_of_a_frame_is_said_with_its_reason_and_the_talk_goes_on(
        string frame,
        string transcript,
        string reason
    )
    {
        frame = frame.Replace("NESTED", new string('[', 200) + new string(']', 200), StringComparison.Ordinal);
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SendAsync(frame);
            await side.SayAsync(transcript == "caller: " ? "Hello" : "Bye");
            await side.SendAsync(EndCall);
        });

        // No window closes between two frames: its time does not pass.
        var record = await PlayAsync(
            With(agent, "", When(1, "/hello/i", "Hi")) with
            {
                JoinWindow = TimeSpan.FromSeconds(1),
            },
            new VirtualTime()
        );

        Assert.Equal(transcript == "caller: " ? "agent: Hello" : transcript.Split('\n')[0] + " Bye", record.Text());
        Assert.Equal(("main-agent-ended-call", null), (record.EndedReason, record.Break));
        Assert.Equal(
            $"One frame of the agent could not be read: the text \"{(frame.Length > 80 ? frame[..80] + "..." : frame)}\", {reason}. It has to send text frames such as {{\"content\": \"Hello\"}}.",
            Assert.Single(record.Notes)
        );
    }

    [Fact]
    public async Task A_frame_that_is_no_UTF_8_ends_the_connection_and_is_said_as_what_it_is()
    {
        await using var agent = await LoopbackAgent.StartAsync(async side =>
        {
            await side.SayAsync("Hello");
            await side.HearAsync();
            await side.SendAsync([.. "{\"content\":\""u8, 0xED, 0xA0, 0xBD, .. "\"}"u8], WebSocketMessageType.Text);
        });

        var record = await PlayAsync(With(agent, "", When(1, "/hello/i", "Hi")));

        Assert.Equal(
            "The agent sent a text frame that is no UTF-8, with which every WebSocket connection ends (1007) after turn 1.",
            record.Break!.Sentence()
        );
    }

    [Fact]
    public async Task A_long_frame_in_parts_is_one_turn()
    {
        var words = new string('x', 900_000);
        await using var agent = await LoopbackAgent.StartAsync(side => side.SendAsync($$"""{"content":"{{words}}","type":"end_call"}"""));

        Assert.Equal(words, Assert.Single((await PlayAsync(With(agent, ""))).Turns).Content);
    }

    private static async Task SendNonsenseAsync(AgentSide side)
    {
        await side.SendAsync([1, 2, 3], WebSocketMessageType.Binary);
        foreach (
            var frame in new[]
            {
                "hello",
                "",
                "[]",
                "\"content\"",
                """{"text":"hi"}""",
                """{"content":5}""",
                """{"content":"a","content":"b"}""",
                """{"role":"Function Call","data":"x"}""",
            }
        )
        {
            await side.SendAsync(frame);
        }
    }
}

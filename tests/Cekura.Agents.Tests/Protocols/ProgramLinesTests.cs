using System.Text.Json.Nodes;
using Cekura.Agents.Lines;
using Cekura.Agents.Protocols;

namespace Cekura.Agents.Tests.Protocols;

public sealed class ProgramLinesTests
{
    [Theory]
    [InlineData("""{"content":"Hello"}""", "agent: Hello; over")]
    [InlineData("\n{\"content\":\"Hello\"}", "agent: Hello; over")]
    [InlineData("""{"content":"Hi \ud83d"}""", "agent: Hi \uFFFD; over")]
    [InlineData(
        """
            {"content":"One moment.","more":true}
            {"tool_calls":[{"name":"book","arguments":{"day":1},"result":{"ok":true}},{"id":"z","name":"ping"}],"content":"Booked.","metadata":{"ref":7}}
            """,
        "agent: One moment.; metadata: {\"ref\":7}; call: call_1 book {\"day\":1}; result: call_1 {\"ok\":true}; call: z ping {}; agent: Booked.; over"
    )]
    [InlineData("""{"content":"Bye.","end":true,"more":true}""", "agent: Bye.; end; over")]
    [InlineData("{}", "over")]
    [InlineData(
        "Traceback (most recent call last):",
        "error: BadAnswer The agent at AGENT wrote \"Traceback (most recent call last):\", which is no JSON. It has to write one line of JSON for each turn, { \"content\": \"Hello\" }; anything else belongs on its error output."
    )]
    [InlineData("[1]", "error: BadAnswer The agent at AGENT wrote \"[1]\", which is no object. It has to write")]
    [InlineData(
        """{"content":"a","content":"b"}""",
        "error: BadAnswer The agent at AGENT wrote \"{\"content\":\"a\",\"content\":\"b\"}\", which is JSON in which a key stands twice."
    )]
    [InlineData(
        """{"content":["a"]}""",
        "error: BadAnswer The agent at AGENT wrote \"{\"content\":[\"a\"]}\", which has a \"content\" that is no text."
    )]
    [InlineData(
        """{"tool_calls":{}}""",
        "error: BadAnswer The agent at AGENT wrote \"{\"tool_calls\":{}}\", which has a \"tool_calls\" of another shape."
    )]
    [InlineData(
        """{"tool_calls":[{}]}""",
        "error: BadAnswer The agent at AGENT wrote \"{\"tool_calls\":[{}]}\", which has a tool call without a name."
    )]
    [InlineData("END", "error: Lost The agent at AGENT ended without an answer. It ended with exit code 3.")]
    public async Task What_a_program_writes(string lines, string expected)
    {
        var program = new FakeProgram(lines == "END" ? [] : lines.Split('\n'));

        var heard = string.Join("; ", await TalkAsync(program, "Hi"));

        Assert.StartsWith(expected, heard, StringComparison.Ordinal);
        Assert.Equal(["""{"content":"Hi","run_id":7,"scenario_id":8}"""], program.Read);
        Assert.Equal(1, program.Disposals);
    }

    [Fact]
    public async Task An_agent_that_speaks_first_gets_no_words()
    {
        var program = new FakeProgram(["""{"content":"Hello"}"""]);

        Assert.Equal(["agent: Hello", "over"], await TalkAsync(program, ""));
        Assert.Equal(["""{"content":null,"run_id":7,"scenario_id":8}"""], program.Read);
    }

    private static async Task<IReadOnlyList<string>> TalkAsync(FakeProgram program, string turn)
    {
        using var dialer = new AgentDialer(TimeProvider.System) { StartProgram = _ => program };
        var settings = AgentSettings.Read(new JsonObject { ["protocol"] = "command", ["command"] = new JsonArray("desk") });
        return await Wire.Talking.TalkAsync(dialer, new(settings) { RunId = 7, ScenarioId = 8 }, [turn]);
    }

    private sealed class FakeProgram(string[] lines) : IProgramLine
    {
        private readonly Queue<string> _lines = new(lines);

        public List<string> Read { get; } = [];

        public int Disposals { get; private set; }

        public Task WriteLineAsync(string line, CancellationToken cancellationToken)
        {
            Read.Add(line);
            return Task.CompletedTask;
        }

        public Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
            Task.FromResult(_lines.TryDequeue(out var line) ? line : null);

        public Task<string> LastWordsAsync() => Task.FromResult("It ended with exit code 3.");

        public ValueTask DisposeAsync()
        {
            Disposals++;
            return ValueTask.CompletedTask;
        }
    }
}

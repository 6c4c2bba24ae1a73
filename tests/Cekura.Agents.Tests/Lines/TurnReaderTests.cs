using System.Threading.Channels;
using Cekura.Agents.Lines;

namespace Cekura.Agents.Tests.Lines;

/// <summary>When the parts of a turn arrived.</summary>
public sealed class TurnReaderTests
{
    [Fact]
    public async Task A_part_lasts_from_its_first_piece_to_its_last()
    {
        var frames = Channel.CreateUnbounded<AgentFrame>();
        AgentFrame[] turn =
        [
            AgentFrame.Words("Let me ", 10, isPartial: true),
            AgentFrame.Words("see.", 20, isPartial: true),
            AgentFrame.Words("", 25),
            AgentFrame.Call("c1", "find_slot", "{}", 30),
            AgentFrame.Result("c1", "[]", 40),
            AgentFrame.Words("Nothing is free.", 50),
            AgentFrame.Over(60),
        ];
        foreach (var frame in turn)
        {
            frames.Writer.TryWrite(frame);
        }

        var heard = await new TurnReader(new Line(frames.Reader), TimeSpan.Zero, TimeProvider.System).ReadAsync(CancellationToken.None);

        Assert.Equal(
            [("Let me see.", 10L, 20L), ("", 30, 30), ("", 40, 40), ("Nothing is free.", 50, 50)],
            heard.Parts.Select(part => (part.Words, part.At, part.Until))
        );
    }

    private sealed class Line(ChannelReader<AgentFrame> frames) : IAgentLine
    {
        public ChannelReader<AgentFrame> Frames => frames;

        public bool SaysWhenOver => true;

        public string Where => "here";

        public string Expected => "";

        public int IgnoredFrames => 0;

        public string? FirstIgnoredFrame => null;

        public Disconnection? Disconnection => null;

        public Task<bool> SayAsync(string text, bool endsCall) => Task.FromResult(true);

        public void Listen() { }

        public Task DrainAsync(Action<AgentFrame> take) => Task.CompletedTask;

        public Task CloseAsync() => Task.CompletedTask;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

using System.Collections;
using Cekura.Client;
using Cekura.Runs.Conversations;

namespace Cekura.NUnit;

/// <summary>What was said in a conversation, turn by turn, and what the agent's tools were asked meanwhile.</summary>
public sealed class Transcript : IReadOnlyList<Turn>
{
    private readonly Run _run;
    private readonly List<Turn> _turns;

    internal Transcript(Run run)
    {
        _run = run;
        var numbered = run.TranscriptTurns.Select((turn, index) => (Turn: turn, Number: index + 1)).ToList();
        _turns =
        [
            .. numbered
                .Where(entry => entry.Turn.Role is not (SpeakerRole.ToolCall or SpeakerRole.ToolResult))
                .Select(entry => new Turn(entry.Number, SpeakerOf(entry.Turn.Role), entry.Turn.Content, entry.Turn.Start, entry.Turn.End)),
        ];
        ToolCalls =
        [
            .. numbered
                .Where(entry => entry.Turn.Role == SpeakerRole.ToolCall)
                .Select(entry => new ToolCall(
                    entry.Number,
                    entry.Turn.ToolName ?? "",
                    entry.Turn.Arguments,
                    ResultOf(run, entry.Turn),
                    entry.Turn.Start
                )),
        ];
        Latencies =
        [
            .. _turns
                .Zip(_turns.Skip(1))
                .Where(pair => pair is { First.Speaker: Speaker.Caller, Second.Speaker: Speaker.Agent })
                .Select(LatencyOf)
                .OfType<TimeSpan>(),
        ];
    }

    /// <inheritdoc/>
    public int Count => _turns.Count;

    /// <summary>The calls that the agent made to its tools, in their order.</summary>
    public IReadOnlyList<ToolCall> ToolCalls { get; }

    internal IReadOnlyList<TimeSpan> Latencies { get; }

    /// <summary>The whole conversation as lines for people, a list of lines a turn, tool calls included; harmless for consoles.</summary>
    internal IReadOnlyList<IReadOnlyList<string>> Lines => field ??= Conversation.ShortTurns(_run);

    /// <summary>Why there is nothing; null when there is something.</summary>
    internal string? WhyEmpty => Lines.Count == 0 ? Conversation.WhyEmpty(_run) : null;

    /// <inheritdoc/>
    public Turn this[int index] => _turns[index];

    /// <inheritdoc/>
    public IEnumerator<Turn> GetEnumerator() => _turns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The conversation, a line a turn.</summary>
    public override string ToString() => string.Join('\n', Lines.SelectMany(turn => turn));

    private static Speaker SpeakerOf(SpeakerRole role) =>
        role switch
        {
            SpeakerRole.Agent => Speaker.Agent,
            SpeakerRole.Caller => Speaker.Caller,
            _ => Speaker.Other,
        };

    private static string? ResultOf(Run run, TranscriptTurn call) =>
        call.ToolCallId is { } id
            ? run.TranscriptTurns.FirstOrDefault(turn => turn.Role == SpeakerRole.ToolResult && turn.ToolCallId == id)?.ToolResult
            : null;

    private static TimeSpan? LatencyOf((Turn Caller, Turn Agent) pair) => pair.Agent.Start - (pair.Caller.End ?? pair.Caller.Start);
}

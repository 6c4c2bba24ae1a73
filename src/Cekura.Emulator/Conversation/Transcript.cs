using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Conversation;

/// <summary>Records the turns of one conversation with their offsets from its start.</summary>
internal sealed class Transcript(TimeProvider time, Action<RecordedTurn>? live)
{
    private readonly long _start = time.GetTimestamp();
    private readonly List<RecordedTurn> _turns = [];

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Whether the caller or the agent has said anything yet.</summary>
    public bool HasWords => _turns.Exists(turn => turn.Role is TurnRole.Caller or TurnRole.Agent);

    /// <summary>The turns in the order of their starts.</summary>
    public IReadOnlyList<RecordedTurn> Turns => [.. _turns.OrderBy(turn => turn.Start)];

    /// <summary>The offset of a timestamp of the clock.</summary>
    public TimeSpan OffsetOf(long timestamp) => time.GetElapsedTime(_start, timestamp);

    /// <summary>Whether the call is over: what is recorded from now on is late.</summary>
    public bool IsOver { get; set; }

    /// <summary>Records a finished turn.</summary>
    public void Add(RecordedTurn finished)
    {
        var turn = IsOver ? finished with { IsLate = true } : finished;
        _turns.Add(turn);
        live?.Invoke(turn);
    }
}

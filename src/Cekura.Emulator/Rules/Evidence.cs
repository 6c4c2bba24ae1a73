using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Rules;

/// <summary>What a conversation is scored by: its transcript, how it ended, and what a model judged of it, nothing else.</summary>
internal sealed record Evidence
{
    public required IReadOnlyList<RecordedTurn> Turns { get; init; }

    /// <summary>Conditions of the script that were said; null when that is not known, as in a replay.</summary>
    public IReadOnlySet<int>? FiredConditions { get; init; }

    public string EndedReason { get; init; } = "";

    public TimeSpan Duration { get; init; }

    /// <summary>What a model judged; null: none was asked.</summary>
    public Judged? Judged { get; init; }

    public IEnumerable<RecordedTurn> AgentTurns => Turns.Where(turn => turn.Role == TurnRole.Agent);

    public IEnumerable<RecordedTurn> CallerTurns => Turns.Where(turn => turn.Role == TurnRole.Caller);

    /// <summary>How many turns both took: what the agent says before and after a call of a tool is one turn.</summary>
    public int TurnCount => AgentTurnCount + CallerTurns.Count();

    public int AgentTurnCount
    {
        get
        {
            var count = 0;
            var isAfterTool = false;
            var goesOn = false;
            foreach (var turn in Turns)
            {
                if (turn.Role is TurnRole.ToolCall or TurnRole.ToolResult)
                {
                    isAfterTool = true;
                    continue;
                }

                count += turn.Role == TurnRole.Agent && !(goesOn && isAfterTool) ? 1 : 0;
                goesOn = turn.Role == TurnRole.Agent;
                isAfterTool = false;
            }

            return count;
        }
    }

    public IEnumerable<ToolCall> ToolCalls => Turns.Where(turn => turn.Role == TurnRole.ToolCall).Select(ToolCall.Of);

    /// <summary>Times in milliseconds from the end of a caller's turn to the agent's next one.</summary>
    public IEnumerable<double> Latencies()
    {
        RecordedTurn? caller = null;
        foreach (var turn in Turns)
        {
            if (turn.Role == TurnRole.Caller)
            {
                caller = turn;
            }
            else if (turn.Role == TurnRole.Agent && caller is not null)
            {
                yield return Math.Max(0, (turn.Start - caller.End).TotalMilliseconds);
                caller = null;
            }
        }
    }
}

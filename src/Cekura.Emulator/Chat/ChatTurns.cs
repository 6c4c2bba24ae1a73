namespace Cekura.Emulator.Chat;

/// <summary>The turns of a chat, numbered from 0, which is the opening. They stay readable after the end.</summary>
internal sealed class ChatTurns
{
    private readonly List<ChatTurn> _turns = [];

    public int Count => _turns.Count;

    /// <summary>A turn by its number; null when there is none.</summary>
    public ChatTurn? Find(long number) => number < _turns.Count ? _turns[(int)number] : null;

    /// <summary>Gives the turn its number.</summary>
    public int Add(ChatTurn turn)
    {
        _turns.Add(turn);
        return _turns.Count - 1;
    }

    /// <summary>The reply to a turn, unless a newer message or the end came before it.</summary>
    public void Complete(int number, Func<ChatTurn> reply)
    {
        if (_turns[number].Status == ChatTurnStatus.Generating)
        {
            _turns[number] = reply();
        }
    }

    /// <summary>What is being thought of is not said any more.</summary>
    public void Drop()
    {
        var last = _turns.FindLastIndex(turn => turn.Status == ChatTurnStatus.Generating);
        if (last >= 0)
        {
            _turns[last] = new(ChatTurnStatus.Dropped);
        }
    }
}

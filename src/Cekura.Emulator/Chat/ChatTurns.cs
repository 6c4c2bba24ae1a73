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

    /// <summary>Whether a turn still waits for its reply: neither a newer message nor the end has come before it.</summary>
    public bool IsGenerating(int number) => _turns[number].Status == ChatTurnStatus.Generating;

    /// <summary>The reply to a turn.</summary>
    public void Complete(int number, ChatTurn reply) => _turns[number] = reply;

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

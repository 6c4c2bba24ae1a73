using Cekura.Emulator.Conversation;
using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Tests.Bench;

/// <summary>Plays conversations as a test says, and keeps what it was asked for.</summary>
internal sealed class FakePlayer(Func<ConversationRequest, Action<RecordedTurn>?, CancellationToken, Task<ConversationRecord>> play)
    : IConversationPlayer
{
    private readonly Lock _gate = new();
    private readonly List<ConversationRequest> _requests = [];

    public FakePlayer(params RecordedTurn[] turns)
        : this((_, _, _) => Task.FromResult(Talk(turns))) { }

    public IReadOnlyList<ConversationRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>A talk that the caller opened and the agent ended.</summary>
    public static ConversationRecord Talk(params RecordedTurn[] turns) =>
        new()
        {
            End = ConversationEnd.Completed,
            EndedReason = EndedReason.AgentEndedCall,
            Turns = turns,
            FiredConditions = new HashSet<int> { 0 },
            Duration = turns.Select(turn => turn.End).DefaultIfEmpty(TimeSpan.Zero).Max(),
        };

    public Task<ConversationRecord> PlayAsync(ConversationRequest request, Action<RecordedTurn>? live, CancellationToken endCall)
    {
        lock (_gate)
        {
            _requests.Add(request);
        }

        return play(request, live, endCall);
    }
}

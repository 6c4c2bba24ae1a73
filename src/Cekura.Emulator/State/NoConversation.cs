using Cekura.Emulator.Conversation;

namespace Cekura.Emulator.State;

/// <summary>Holds no conversation and says so. Stands in until the player of WebSocket conversations is merged.</summary>
internal sealed class NoConversation : IConversationPlayer
{
    public Task<ConversationRecord> PlayAsync(ConversationRequest request, Action<RecordedTurn>? live, CancellationToken endCall) =>
        Task.FromResult(new ConversationRecord { End = ConversationEnd.Failed, ErrorMessage = "This build of the emulator holds no conversations." });
}

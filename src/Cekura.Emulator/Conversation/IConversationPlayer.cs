using Cekura.Emulator.Transcripts;

namespace Cekura.Emulator.Conversation;

/// <summary>Plays the caller's side of a conversation.</summary>
internal interface IConversationPlayer
{
    /// <summary>Holds a conversation to its end. Nothing that the agent does makes it throw.</summary>
    /// <param name="request">With whom, by whom, how long.</param>
    /// <param name="live">Told of every turn as it is finished.</param>
    /// <param name="endCall">Cancelled when the service was asked to end the call: before anything was said the conversation is
    /// <see cref="ConversationEnd.Cancelled"/>, afterwards it is over and <see cref="ConversationEnd.Completed"/>.</param>
    Task<ConversationRecord> PlayAsync(ConversationRequest request, Action<RecordedTurn>? live, CancellationToken endCall);
}

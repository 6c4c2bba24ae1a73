namespace Cekura.Emulator.Conversation;

/// <summary>Who or what ended a connection.</summary>
internal enum DisconnectionKind
{
    /// <summary>The agent closed it, with whatever code.</summary>
    Closed,

    /// <summary>It was lost without a closing handshake.</summary>
    Lost,

    /// <summary>The agent sent more than <see cref="ConversationLimits"/> allow.</summary>
    TooMuch,
}

namespace Cekura.Emulator.Conversation;

/// <summary>How the agent's side of a connection came to its end.</summary>
/// <param name="Kind">Who or what ended it.</param>
/// <param name="Detail">For people, as the end of a sentence that begins with the agent.</param>
internal sealed record Disconnection(DisconnectionKind Kind, string Detail);

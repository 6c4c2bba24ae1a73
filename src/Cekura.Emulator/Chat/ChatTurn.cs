namespace Cekura.Emulator.Chat;

/// <summary>What became of one message of the agent, as <c>GET runs/{id}/chat/{turn}/</c> shows it.</summary>
/// <param name="Status">One of <see cref="ChatTurnStatus"/>.</param>
/// <param name="Message">What the caller says; null while it thinks, and when it says nothing.</param>
internal sealed record ChatTurn(string Status, string? Message = null);

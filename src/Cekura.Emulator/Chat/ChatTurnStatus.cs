namespace Cekura.Emulator.Chat;

/// <summary>The words of <c>GET runs/{id}/chat/{turn}/</c> for the state of a turn.</summary>
internal static class ChatTurnStatus
{
    public const string Generating = "generating";
    public const string Ready = "ready";

    /// <summary>A newer message came before the reply, which answers both.</summary>
    public const string Dropped = "dropped";

    public const string Error = "error";
}

namespace Cekura.Emulator.Chat;

/// <summary>The service's words for the state of a turn (contract, section 18).</summary>
internal static class ChatTurnStatus
{
    public const string Generating = "generating";
    public const string Ready = "ready";

    /// <summary>A newer message came before the reply, which answers both.</summary>
    public const string Dropped = "dropped";

    public const string Error = "error";
}

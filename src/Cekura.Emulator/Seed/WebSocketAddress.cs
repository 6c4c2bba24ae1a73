namespace Cekura.Emulator.Seed;

/// <summary>What the service takes for the address of an agent.</summary>
internal static class WebSocketAddress
{
    public static bool IsValid(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme is "ws" or "wss") && address.Host.Length > 0;
}

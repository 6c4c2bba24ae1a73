namespace Cekura.Runs.Manifest;

/// <summary>The ten modes in which the service runs scenarios, by its own names (contract, section 6).</summary>
public static class Modes
{
    /// <summary>The mode when nothing names one: <c>text</c>.</summary>
    public const string Default = "text";

    /// <summary>All ten, in the order of the contract.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "text", "voice", "chirp", "sip", "elevenlabs", "livekit_v2", "pipecat_v2", "websocket", "vapi_webrtc", "retell_webrtc",
    ];

    internal static string UnknownMessage(string mode)
    {
        var nearest = NearestName.Of(mode, All) is { } name ? $" Did you mean \"{name}\"?" : "";
        return $"{Quoted.Text(mode)} is not a mode.{nearest} The modes are {string.Join(", ", All)}.";
    }
}

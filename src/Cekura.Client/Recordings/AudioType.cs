using System.Collections.Frozen;

namespace Cekura.Client;

/// <summary>File name extensions of audio types.</summary>
internal static class AudioType
{
    private const string Prefix = "audio/";

    private static readonly FrozenDictionary<string, string> Extensions = new Dictionary<string, string>
    {
        ["aac"] = ".aac",
        ["basic"] = ".au",
        ["flac"] = ".flac",
        ["x-flac"] = ".flac",
        ["m4a"] = ".m4a",
        ["x-m4a"] = ".m4a",
        ["mp4"] = ".m4a",
        ["mp3"] = ".mp3",
        ["mpeg"] = ".mp3",
        ["ogg"] = ".ogg",
        ["opus"] = ".opus",
        ["vnd.wave"] = ".wav",
        ["wav"] = ".wav",
        ["wave"] = ".wav",
        ["x-wav"] = ".wav",
        ["webm"] = ".webm",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The extension with its dot, <c>.audio</c> for unknown audio types; null for anything else.</summary>
    public static string? Extension(string? mediaType) =>
        mediaType?.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) == true
            ? Extensions.GetValueOrDefault(mediaType[Prefix.Length..], ".audio")
            : null;
}

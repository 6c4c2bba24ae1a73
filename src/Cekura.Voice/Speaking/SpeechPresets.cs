namespace Cekura.Voice.Speaking;

/// <summary>Programs that turn text into sound and sound into text, by name.</summary>
internal static class SpeechPresets
{
    /// <summary>Mouths.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Mouths { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["flite"] = ["flite", "-voice", "slt", "-t", SpeechProgram.Text, "-o", SpeechProgram.File],
            ["espeak-ng"] = ["espeak-ng", "-w", SpeechProgram.File, "--", SpeechProgram.Text],
        };

    /// <summary>Ears.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Ears { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["pocketsphinx"] = ["pocketsphinx_continuous", "-infile", SpeechProgram.File, "-logfn", "/dev/null"],
            ["whisper.cpp"] = ["whisper-cli", "--no-timestamps", "--no-prints", "-f", SpeechProgram.File],
        };
}

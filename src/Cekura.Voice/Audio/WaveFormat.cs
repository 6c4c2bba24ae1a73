namespace Cekura.Voice.Audio;

/// <summary>How a WAV file codes its samples: the numbers of the <c>fmt</c> chunk of the RIFF format.</summary>
internal static class WaveFormat
{
    /// <summary>Whole numbers.</summary>
    public const ushort Pcm = 1;

    /// <summary>Floating point.</summary>
    public const ushort Float = 3;

    /// <summary>A-law of telephones.</summary>
    public const ushort ALaw = 6;

    /// <summary>µ-law of telephones.</summary>
    public const ushort MuLaw = 7;

    /// <summary>The code stands in the first bytes of the sub-format.</summary>
    public const ushort Extensible = 0xFFFE;

    /// <summary>The code in words.</summary>
    public static string NameOf(ushort code, int bits) =>
        code switch
        {
            Pcm => $"PCM with {bits} bits a sample",
            Float => $"floating point with {bits} bits a sample",
            ALaw => "A-law",
            MuLaw => "µ-law",
            _ => $"format {code}",
        };
}

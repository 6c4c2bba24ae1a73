namespace Cekura.Voice.Audio;

/// <summary>The µ-law of ITU-T G.711, in which telephones carry sound: 8 bits a sample, 0xFF is silence.</summary>
internal static class MuLaw
{
    private const int Bias = 0x84;
    private const int Clip = 32_635;

    /// <summary>The byte of a silent sample.</summary>
    public const byte Silence = 0xFF;

    /// <summary>The sample that a byte stands for.</summary>
    public static short Decode(byte coded)
    {
        var bits = ~coded;
        var magnitude = ((((bits & 0x0F) << 3) + Bias) << ((bits & 0x70) >> 4)) - Bias;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }

    /// <summary>The byte that stands for a sample.</summary>
    public static byte Encode(short sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs((int)sample), Clip) + Bias;
        var exponent = Math.Max(0, int.Log2(magnitude) - 7);
        var mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte)~(sign | (exponent << 4) | mantissa);
    }
}

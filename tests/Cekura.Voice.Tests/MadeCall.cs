using Cekura.Voice.Audio;

namespace Cekura.Voice.Tests;

/// <summary>A channel whose truth is known: tones at known milliseconds, on a line with or without noise.</summary>
internal static class MadeCall
{
    public const int Rate = 16_000;

    /// <param name="length">How long, in milliseconds.</param>
    /// <param name="tones">When tones begin and end, in milliseconds.</param>
    /// <param name="noise">Level of the noise, dBFS; null: silence.</param>
    /// <param name="frequency">Of the tones, in Hertz.</param>
    /// <param name="rate">Samples a second.</param>
    public static Sound Channel(int length, (int From, int To)[] tones, double? noise = null, int frequency = 220, int rate = Rate)
    {
        var samples = new short[(long)length * rate / 1000];
        if (noise is { } level)
        {
            var random = new Random(7);
            var amplitude = short.MaxValue * Math.Pow(10, level / 20) * Math.Sqrt(3);
            for (var index = 0; index < samples.Length; index++)
            {
                samples[index] = (short)(amplitude * ((2 * random.NextDouble()) - 1));
            }
        }

        foreach (var (from, to) in tones)
        {
            for (var index = from * rate / 1000; index < to * rate / 1000; index++)
            {
                samples[index] = (short)
                    Math.Clamp(samples[index] + (8_000 * Math.Sin(2 * Math.PI * frequency * index / rate)), short.MinValue, short.MaxValue);
            }
        }

        return new Sound(samples, rate);
    }
}

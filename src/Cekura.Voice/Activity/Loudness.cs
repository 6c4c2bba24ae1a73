namespace Cekura.Voice.Activity;

/// <summary>How loud a stretch of sound is, and what is loud at all.</summary>
internal static class Loudness
{
    /// <summary>The level of silence.</summary>
    public const double Silent = -96;

    /// <summary>What is quieter is no speech on any line, dBFS.</summary>
    public const double MinLevel = -50;

    /// <summary>How far speech is above the noise of its line, dB.</summary>
    public const double AboveNoise = 10;

    /// <summary>The level of samples in dBFS, by their root mean square.</summary>
    /// <param name="samples">The samples; none: silence.</param>
    public static double Of(ReadOnlySpan<short> samples)
    {
        var sum = 0.0;
        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        var rms = samples.Length == 0 ? 0 : Math.Sqrt(sum / samples.Length) / short.MaxValue;
        return rms > 0 ? Math.Max(Silent, 20 * Math.Log10(rms)) : Silent;
    }
}

namespace Cekura.Voice.Audio;

/// <summary>Sound at another rate: between two samples it is on the line between them; where samples get fewer, it is their mean.</summary>
internal static class Resampling
{
    /// <summary>The same sound at a rate.</summary>
    /// <param name="sound">The sound.</param>
    /// <param name="rate">Samples a second.</param>
    public static Sound To(this Sound sound, int rate)
    {
        ArgumentNullException.ThrowIfNull(sound);
        if (sound.Rate == rate)
        {
            return sound;
        }

        var from = sound.Samples.Span;
        var step = (double)sound.Rate / rate;
        var to = new short[(int)((long)from.Length * rate / sound.Rate)];
        for (var index = 0; index < to.Length; index++)
        {
            to[index] = step > 1 ? Mean(from, index * step, step) : Between(from, index * step);
        }

        return new Sound(to, rate);
    }

    private static short Between(ReadOnlySpan<short> samples, double place)
    {
        var at = (int)place;
        var next = Math.Min(at + 1, samples.Length - 1);
        return (short)Math.Round(samples[at] + ((place - at) * (samples[next] - samples[at])));
    }

    // The mean of what the new sample stands for: a simple low pass, which speech needs no better.
    private static short Mean(ReadOnlySpan<short> samples, double place, double width)
    {
        var (from, to) = ((int)place, Math.Min(samples.Length, (int)Math.Ceiling(place + width)));
        var sum = 0L;
        for (var index = from; index < to; index++)
        {
            sum += samples[index];
        }

        return (short)(sum / Math.Max(1, to - from));
    }
}

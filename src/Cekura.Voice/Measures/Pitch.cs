using Cekura.Voice.Activity;
using Cekura.Voice.Audio;

namespace Cekura.Voice.Measures;

/// <summary>How high a voice is: the mean of its base frequency over the windows that have one, by their autocorrelation.</summary>
internal static class Pitch
{
    private const int MinFrequency = 60;
    private const int MaxFrequency = 400;
    private const double MinCorrelation = 0.5;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);

    /// <summary>In Hertz; null where no window has one, as of noise.</summary>
    /// <param name="sound">The channel.</param>
    /// <param name="speeches">Where it speaks.</param>
    public static double? Of(Sound sound, IEnumerable<Speech> speeches)
    {
        ArgumentNullException.ThrowIfNull(sound);
        var size = (int)(Window.TotalSeconds * sound.Rate);
        var found = new List<double>();
        foreach (var speech in speeches)
        {
            var (from, to) = ((int)(speech.From.TotalSeconds * sound.Rate), (int)(speech.To.TotalSeconds * sound.Rate));
            for (var at = from; at + size <= Math.Min(to, sound.Samples.Length); at += size)
            {
                if (Of(sound.Samples.Span.Slice(at, size), sound.Rate) is { } frequency)
                {
                    found.Add(frequency);
                }
            }
        }

        return found.Count == 0 ? null : found.Average();
    }

    private static double? Of(ReadOnlySpan<short> samples, int rate)
    {
        var (best, lag) = (MinCorrelation, 0);
        for (var shift = rate / MaxFrequency; shift <= rate / MinFrequency && shift < samples.Length; shift++)
        {
            // A shift of two periods fits as well as one of one: the shorter wins unless the longer is clearly better.
            var fit = Fit(samples, shift);
            if (fit > best + (lag == 0 ? 0 : 0.05))
            {
                (best, lag) = (fit, shift);
            }
            else if (lag == shift - 1 && fit > best)
            {
                (best, lag) = (fit, shift);
            }
        }

        return lag == 0 ? null : (double)rate / lag;
    }

    private static double Fit(ReadOnlySpan<short> samples, int shift)
    {
        var (product, first, second) = (0.0, 0.0, 0.0);
        for (var index = 0; index + shift < samples.Length; index++)
        {
            product += (double)samples[index] * samples[index + shift];
            first += (double)samples[index] * samples[index];
            second += (double)samples[index + shift] * samples[index + shift];
        }

        return first > 0 && second > 0 ? product / Math.Sqrt(first * second) : 0;
    }
}

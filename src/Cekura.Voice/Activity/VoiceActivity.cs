using Cekura.Voice.Audio;

namespace Cekura.Voice.Activity;

/// <summary>
/// Where a channel speaks, by its energy: each 10 ms are loud or not, and pauses under 200 ms belong to the speech around them. What is
/// loud follows from the channel itself, so that a noisy line is no speech. Begin and end are found to the sample.
/// </summary>
internal static class VoiceActivity
{
    /// <summary>Pauses shorter than this do not end a speech.</summary>
    public static TimeSpan Hangover { get; } = TimeSpan.FromMilliseconds(200);

    // A click on the line is shorter.
    private static readonly TimeSpan MinSpeech = TimeSpan.FromMilliseconds(30);

    private const int FramesPerSecond = 100;
    private const double BelowSpeech = 12;
    private const double NoiseShare = 0.1;
    private const double Loud = -35;

    /// <summary>The stretches of speech, in order.</summary>
    /// <param name="sound">The channel.</param>
    public static IReadOnlyList<Speech> Of(Sound sound)
    {
        ArgumentNullException.ThrowIfNull(sound);
        var samples = sound.Samples.Span;
        var size = Math.Max(1, sound.Rate / FramesPerSecond);
        var levels = Levels(samples, size);
        var level = Threshold(levels);
        var amplitude = Math.Max(1, (int)(short.MaxValue * Math.Pow(10, level / 20)));
        var found = new List<Speech>();
        for (var frame = 0; frame < levels.Length; frame++)
        {
            if (levels[frame] <= level)
            {
                continue;
            }

            var last = frame;
            while (last + 1 < levels.Length && levels[last + 1] > level)
            {
                last++;
            }

            var from = First(samples, frame * size, amplitude);
            var to = Last(samples, Math.Min(samples.Length, (last + 1) * size), amplitude);
            Add(found, new Speech(sound.At(from), sound.At(to + 1)));
            frame = last;
        }

        return [.. found.Where(speech => speech.Length >= MinSpeech)];
    }

    private static void Add(List<Speech> found, Speech speech)
    {
        if (found is [.., var before] && speech.From - before.To < Hangover)
        {
            found[^1] = before with { To = speech.To };
        }
        else
        {
            found.Add(speech);
        }
    }

    private static double[] Levels(ReadOnlySpan<short> samples, int size)
    {
        var levels = new double[(samples.Length + size - 1) / size];
        for (var frame = 0; frame < levels.Length; frame++)
        {
            levels[frame] = Loudness.Of(samples[(frame * size)..Math.Min(samples.Length, (frame + 1) * size)]);
        }

        return levels;
    }

    // Above the noise, and below the speech: a side that hardly pauses has no noise to show. What is all of one level is speech if it is as
    // loud as that, and noise if not.
    private static double Threshold(double[] levels)
    {
        if (levels.Length == 0)
        {
            return Loudness.MinLevel;
        }

        var sorted = levels.Order().ToArray();
        var (noise, peak) = (sorted[(int)(NoiseShare * (sorted.Length - 1))], sorted[^1]);
        return peak - noise >= Loudness.AboveNoise ? Math.Max(Loudness.MinLevel, Math.Min(noise + Loudness.AboveNoise, peak - BelowSpeech))
            : peak >= Loud ? peak - BelowSpeech
            : peak;
    }

    private static int First(ReadOnlySpan<short> samples, int from, int amplitude)
    {
        var at = from;
        while (at < samples.Length && Math.Abs((int)samples[at]) < amplitude)
        {
            at++;
        }

        return at;
    }

    private static int Last(ReadOnlySpan<short> samples, int to, int amplitude)
    {
        var at = to - 1;
        while (at > 0 && Math.Abs((int)samples[at]) < amplitude)
        {
            at--;
        }

        return at;
    }
}

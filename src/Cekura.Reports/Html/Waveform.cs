using System.Globalization;
using System.Text;

namespace Cekura.Reports.Html;

/// <summary>
/// How loud a recording is over its length. Drawn when the report is written, because the page loads nothing; only as much of the file is
/// read as the drawing needs.
/// </summary>
/// <param name="Length">How long the recording is.</param>
/// <param name="Peaks">The loudness of each part of it, from 0 to 1.</param>
internal sealed record Waveform(TimeSpan Length, IReadOnlyList<double> Peaks)
{
    private const int MaxParts = 240;
    private const int FramesRead = 1024;
    private const int Half = 50;

    /// <summary>Of a file on this machine; null where there is none, or in a form that is not read.</summary>
    public static Waveform? Of(string? path)
    {
        if (path is null || !path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            using var file = File.OpenRead(path);
            return WaveFile.Open(file) is { FrameCount: > 0 } wave ? Of(wave) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The player says what is wrong with a file.
            return null;
        }
    }

    /// <summary>A path of bars in a box that is as wide as there are peaks and 100 high.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder(Peaks.Count * 12);
            for (var index = 0; index < Peaks.Count; index++)
            {
                var height = Math.Max(1, (int)Math.Round(Peaks[index] * Half));
                path.Append(CultureInfo.InvariantCulture, $"M{index} {Half - height}v{2 * height}");
            }

            return path.ToString();
        }
    }

    private static Waveform Of(WaveFile wave)
    {
        var parts = (int)Math.Min(MaxParts, wave.FrameCount);
        var peaks = new double[parts];
        for (var part = 0; part < parts; part++)
        {
            var from = wave.FrameCount * part / parts;
            peaks[part] = wave.Peak(from, (int)Math.Min(FramesRead, (wave.FrameCount * (part + 1) / parts) - from));
        }

        return new(wave.Length, peaks);
    }
}

namespace Cekura.Reports.Tests.Html;

/// <summary>Recordings of a tone, or of silence, as files.</summary>
internal static class SampleRecording
{
    private const int Rate = 8000;

    /// <summary>Writes a recording of 8 bits in one channel.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="seconds">How long it is.</param>
    /// <param name="loudness">How loud a second is, from 0 to 127; null: silent.</param>
    public static string Of(string folder, int seconds, Func<int, int>? loudness = null) =>
        Write(
            Path.Combine(folder, "recording.wav"),
            format: 1,
            bits: 8,
            [
                .. Enumerable
                    .Range(0, seconds * Rate)
                    .Select(sample => (byte)(128 + ((sample % 2 == 0 ? 1 : -1) * (loudness?.Invoke(sample / Rate) ?? 0)))),
            ]
        );

    /// <summary>Writes samples as they are, in one channel.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="format">The number of the form.</param>
    /// <param name="bits">Bits of each sample.</param>
    /// <param name="data">The samples.</param>
    /// <param name="length">What the file says of their length; null: the truth.</param>
    public static string Write(string path, int format, int bits, byte[] data, uint? length = null)
    {
        using var wave = new BinaryWriter(File.Create(path));
        wave.Write("RIFF"u8);
        wave.Write(36 + data.Length);
        wave.Write("WAVEfmt "u8);
        wave.Write(16);
        wave.Write((short)format);
        wave.Write((short)1);
        wave.Write(Rate);
        wave.Write(Rate * bits / 8);
        wave.Write((short)(bits / 8));
        wave.Write((short)bits);
        wave.Write("data"u8);
        wave.Write(length ?? (uint)data.Length);
        wave.Write(data);
        return path;
    }
}

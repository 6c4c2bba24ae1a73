using System.Buffers.Binary;
using Cekura.Reports.Html;

namespace Cekura.Reports.Tests.Html;

public sealed class WaveformTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cekura-wave-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void It_is_as_loud_as_the_recording_at_each_moment()
    {
        var wave = Waveform.Of(SampleRecording.Of(_folder, seconds: 4, second => 32 * second))!;

        Assert.Equal(TimeSpan.FromSeconds(4), wave.Length);
        Assert.Equal(240, wave.Peaks.Count);
        Assert.Equal([0, 0.25, 0.5, 0.75], [wave.Peaks[0], wave.Peaks[60], wave.Peaks[120], wave.Peaks[239]]);
        Assert.StartsWith("M0 49v2M1 49v2", wave.Path, StringComparison.Ordinal);
        Assert.EndsWith("M239 12v76", wave.Path, StringComparison.Ordinal);
    }

    // Half of what each form can hold. The laws: ITU-T G.711, 0xF2 ^ 0x55 and so on by its tables.
    [Theory]
    [InlineData(1, 8, new byte[] { 192 }, 0.5)]
    [InlineData(1, 16, new byte[] { 0, 0xC0 }, 0.5)]
    [InlineData(1, 24, new byte[] { 0, 0, 0x40 }, 0.5)]
    [InlineData(1, 32, new byte[] { 0, 0, 0, 0xC0 }, 0.5)]
    [InlineData(3, 32, new byte[] { 0, 0, 0, 0x3F }, 0.5)]
    [InlineData(6, 8, new byte[] { 0xAA }, 0.984)]
    [InlineData(6, 8, new byte[] { 0x55 }, 0.0002)]
    [InlineData(7, 8, new byte[] { 0x80 }, 0.98)]
    [InlineData(7, 8, new byte[] { 0xFF }, 0)]
    public void Every_form_that_telephony_uses_is_read(int format, int bits, byte[] sample, double loudness)
    {
        byte[] data = [.. Enumerable.Repeat(sample, 800).SelectMany(bytes => bytes)];

        var wave = Waveform.Of(SampleRecording.Write(Path.Combine(_folder, "a.wav"), format, bits, data))!;

        Assert.Equal(TimeSpan.FromSeconds(0.1), wave.Length);
        Assert.All(wave.Peaks, peak => Assert.Equal(loudness, peak, tolerance: 0.005));
    }

    [Fact]
    public void What_cannot_be_read_has_none()
    {
        Assert.Null(Waveform.Of(null));
        Assert.Null(Waveform.Of(Path.Combine(_folder, "missing.wav")));
        Assert.Null(Waveform.Of(Text("a.mp3", "RIFF")));
        Assert.Null(Waveform.Of(Text("a.wav", "")));
        Assert.Null(Waveform.Of(Text("a.wav", "RIFF1234WAVE")));
        Assert.Null(Waveform.Of(SampleRecording.Write(Path.Combine(_folder, "a.wav"), format: 85, bits: 8, [1, 2, 3])));
        Assert.Null(Waveform.Of(SampleRecording.Write(Path.Combine(_folder, "a.wav"), format: 1, bits: 0, [1, 2, 3])));
        Assert.Null(Waveform.Of(SampleRecording.Write(Path.Combine(_folder, "a.wav"), format: 1, bits: 8, [])));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void A_length_that_was_not_known_is_that_of_the_file(uint length)
    {
        var wave = Waveform.Of(SampleRecording.Write(Path.Combine(_folder, "a.wav"), format: 1, bits: 8, new byte[8000], length))!;

        Assert.Equal(TimeSpan.FromSeconds(1), wave.Length);
    }

    [Fact]
    public void Bytes_of_any_kind_make_no_error()
    {
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[random.Next(0, 400)];
            random.NextBytes(bytes);
            "RIFF"u8.CopyTo(bytes.Length >= 4 ? bytes : new byte[4]);
            if (bytes.Length > 44)
            {
                "WAVEfmt "u8.CopyTo(bytes.AsSpan(8));
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(16), 16);
                bytes[20] = (byte)(round % 8);
                bytes[21] = 0;
                "data"u8.CopyTo(bytes.AsSpan(36));
            }

            var path = Path.Combine(_folder, "a.wav");
            File.WriteAllBytes(path, bytes);
            Assert.All(Waveform.Of(path)?.Peaks ?? [], peak => Assert.InRange(peak, 0, 1));
        }
    }

    private string Text(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}

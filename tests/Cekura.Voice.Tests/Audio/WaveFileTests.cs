using System.Buffers.Binary;
using Cekura.Voice.Audio;

namespace Cekura.Voice.Tests.Audio;

/// <summary>WAV files of recorders, whole and broken.</summary>
public sealed class WaveFileTests
{
    [Fact]
    public void What_was_written_is_read_a_sound_a_channel()
    {
        var channels = WaveFile.Read(Written(channels: 2, rate: 8_000, [1, -1, 2, -2, 3, -3]));

        Assert.Equal([1, 2, 3], channels[0].Samples.ToArray());
        Assert.Equal([-1, -2, -3], channels[1].Samples.ToArray());
        Assert.All(channels, channel => Assert.Equal(8_000, channel.Rate));
    }

    [Fact]
    public void A_file_is_whole_after_each_write()
    {
        using var file = new MemoryStream();
        var writer = new WaveWriter(file, channels: 1, rate: 16_000);

        for (short write = 1; write <= 3; write++)
        {
            writer.Write([write]);

            var bytes = file.ToArray();
            Assert.Equal(write, WaveFile.Read(bytes)[0].Samples.Length);
            Assert.Equal(bytes.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4)));
            Assert.Equal(2 * write, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(40)));
        }
    }

    // A recorder that was killed, and one that writes to a pipe.
    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    public void What_is_there_is_read_whatever_size_is_said(uint size)
    {
        var file = Written(channels: 1, rate: 16_000, [5, 6, 7]);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), size);

        Assert.Equal([5, 6, 7], WaveFile.Read(file)[0].Samples.ToArray());
    }

    [Fact]
    public void A_file_that_is_cut_off_in_a_sample_has_the_ones_before() =>
        Assert.Equal([5, 6], WaveFile.Read(Written(channels: 1, rate: 16_000, [5, 6, 7]).AsSpan(0, 49))[0].Samples.ToArray());

    [Fact]
    public void Chunks_of_others_are_left_out()
    {
        var file = Written(channels: 1, rate: 16_000, [5, 6]);
        byte[] noted = [.. file[..36], .. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0, .. file[36..]];

        Assert.Equal([5, 6], WaveFile.Read(noted)[0].Samples.ToArray());
    }

    [Fact]
    public void Mu_law_is_read()
    {
        var file = Written(channels: 1, rate: 8_000, [0, 0]);
        file[20] = 7;
        file[34] = 8;
        file.AsSpan(44).Fill(MuLaw.Silence);
        file[47] = 0x80;

        Assert.Equal([0, 0, 0, 32124], WaveFile.Read(file)[0].Samples.ToArray());
    }

    [Theory]
    [InlineData(20, 3, "floating point with 16 bits a sample")]
    [InlineData(20, 6, "A-law")]
    [InlineData(34, 24, "PCM with 24 bits a sample")]
    [InlineData(22, 0, "0 channels")]
    [InlineData(0, 'X', "this is no WAV file")]
    [InlineData(36, 'x', "there is no data chunk")]
    [InlineData(12, 'x', "says nothing of its format")]
    public void What_cannot_be_read_says_what_it_is(int at, int value, string message)
    {
        var file = Written(channels: 1, rate: 16_000, [5, 6]);
        file[at] = (byte)value;

        Assert.Contains(message, Assert.Throws<AudioException>(() => WaveFile.Read(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_bytes_break_the_reader()
    {
        var random = new Random(3);
        var file = Written(channels: 2, rate: 16_000, [1, 2, 3, 4]);
        for (var trial = 0; trial < 20_000; trial++)
        {
            var broken = file[..random.Next(file.Length + 1)];
            for (var change = random.Next(4); change > 0 && broken.Length > 0; change--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            try
            {
                WaveFile.Read(broken);
            }
            catch (AudioException)
            {
                // The answer to what is no sound.
            }
        }
    }

    private static byte[] Written(int channels, int rate, short[] samples)
    {
        using var file = new MemoryStream();
        new WaveWriter(file, channels, rate).Write(samples);
        return file.ToArray();
    }
}

using System.Buffers.Binary;

namespace Cekura.Voice.Audio;

/// <summary>
/// Reads WAV files of 16-bit PCM or µ-law, with any number of channels. The size of the data need not be right: a recorder that was killed,
/// or one that writes to a pipe, knows none, and what is there is read.
/// </summary>
internal static class WaveFile
{
    private const int HeaderLength = 12;
    private const int ChunkHead = 8;
    private const int MinFormat = 16;
    private const int SubFormat = 24;
    private const int MinRate = 4_000;
    private const int MaxRate = 384_000;
    private const int PcmBits = 16;
    private const int MuLawBits = 8;

    /// <summary>Reads a file, a sound a channel.</summary>
    /// <param name="file">Its bytes.</param>
    /// <exception cref="AudioException">It is no WAV file, or one of another format.</exception>
    public static IReadOnlyList<Sound> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8))
        {
            throw new AudioException("this is no WAV file: it does not begin with RIFF and WAVE");
        }

        (ushort Code, int Channels, int Rate, int Bits)? format = null;
        for (var rest = file[HeaderLength..]; rest.Length >= ChunkHead; )
        {
            var size = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            var name = rest[..4];
            var body = rest[ChunkHead..];
            if (name.SequenceEqual("data"u8))
            {
                var data = size < (uint)body.Length && size > 0 ? body[..(int)size] : body;
                return Channels(data, format ?? throw new AudioException("the WAV file says nothing of its format before its sound"));
            }

            body = size < (uint)body.Length ? body[..(int)size] : body;
            format = name.SequenceEqual("fmt "u8) ? Format(body) : format;

            // Chunks begin at even places.
            var next = ChunkHead + (long)size + (size & 1);
            rest = next < rest.Length ? rest[(int)next..] : default;
        }

        throw new AudioException("the WAV file has no sound in it: there is no data chunk");
    }

    private static (ushort Code, int Channels, int Rate, int Bits) Format(ReadOnlySpan<byte> chunk)
    {
        if (chunk.Length < MinFormat)
        {
            throw new AudioException("the WAV file is cut off in its format");
        }

        var code = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        code =
            code == WaveFormat.Extensible && chunk.Length >= SubFormat + sizeof(ushort)
                ? BinaryPrimitives.ReadUInt16LittleEndian(chunk[SubFormat..])
                : code;
        if ((code, bits) is not ((WaveFormat.Pcm, PcmBits) or (WaveFormat.MuLaw, MuLawBits)))
        {
            throw new AudioException(
                $"the WAV file is {WaveFormat.NameOf(code, bits)}; PCM with 16 bits a sample and µ-law can be read, so convert it first"
            );
        }

        return channels > 0 && rate is >= MinRate and <= MaxRate
            ? (code, channels, (int)rate, bits)
            : throw new AudioException($"the WAV file has {channels} channels and {rate} samples a second, which no call has");
    }

    private static Sound[] Channels(ReadOnlySpan<byte> data, (ushort Code, int Channels, int Rate, int Bits) format)
    {
        var width = format.Bits / 8;
        var count = data.Length / (width * format.Channels);
        var channels = new Sound[format.Channels];
        for (var channel = 0; channel < channels.Length; channel++)
        {
            var samples = new short[count];
            for (var index = 0; index < count; index++)
            {
                var at = ((index * format.Channels) + channel) * width;
                samples[index] =
                    format.Code == WaveFormat.MuLaw ? MuLaw.Decode(data[at]) : BinaryPrimitives.ReadInt16LittleEndian(data[at..]);
            }

            channels[channel] = new Sound(samples, format.Rate);
        }

        return channels;
    }
}

using System.Buffers.Binary;

namespace Cekura.Voice.Audio;

/// <summary>
/// Writes a WAV file of 16-bit PCM while its sound comes. The sizes in its head are right after each write, so that a process that is
/// killed leaves a file that plays.
/// </summary>
internal sealed class WaveWriter
{
    private const int HeadLength = 44;
    private const int FormatLength = 16;
    private const int Width = sizeof(short);
    private const int SizeAt = 4;
    private const int DataSizeAt = 40;

    private readonly Stream _file;
    private readonly int _channels;
    private long _written;

    /// <summary>Begins a file.</summary>
    /// <param name="file">Where to, seekable and empty; the caller's to close.</param>
    /// <param name="channels">How many channels the samples have.</param>
    /// <param name="rate">Samples a second of each channel.</param>
    /// <exception cref="IOException">The disk is full.</exception>
    public WaveWriter(Stream file, int channels, int rate)
    {
        (_file, _channels) = (file, channels);
        Span<byte> head = stackalloc byte[HeadLength];
        "RIFF"u8.CopyTo(head);
        "WAVEfmt "u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], FormatLength);
        BinaryPrimitives.WriteUInt16LittleEndian(head[20..], WaveFormat.Pcm);
        BinaryPrimitives.WriteUInt16LittleEndian(head[22..], (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], rate);
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], rate * channels * Width);
        BinaryPrimitives.WriteUInt16LittleEndian(head[32..], (ushort)(channels * Width));
        BinaryPrimitives.WriteUInt16LittleEndian(head[34..], Width * 8);
        "data"u8.CopyTo(head[36..]);
        file.Write(head);
        WriteSizes();
    }

    /// <summary>Writes samples, one of each channel in turn.</summary>
    /// <param name="samples">As many as the channels, or a multiple of that.</param>
    /// <exception cref="ArgumentException">The last ones are not for all channels.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Write(ReadOnlySpan<short> samples)
    {
        if (samples.Length % _channels != 0)
        {
            throw new ArgumentException($"{samples.Length} samples are not for {_channels} channels.", nameof(samples));
        }

        var bytes = new byte[samples.Length * Width];
        for (var index = 0; index < samples.Length; index++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(index * Width), samples[index]);
        }

        _file.Write(bytes);
        _written += bytes.Length;
        WriteSizes();
    }

    private void WriteSizes()
    {
        WriteSize(SizeAt, HeadLength - 8 + _written);
        WriteSize(DataSizeAt, _written);
        _file.Seek(0, SeekOrigin.End);
        _file.Flush();
    }

    private void WriteSize(int at, long size)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)Math.Min(size, uint.MaxValue));
        _file.Seek(at, SeekOrigin.Begin);
        _file.Write(bytes);
    }
}

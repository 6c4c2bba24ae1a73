using System.Buffers.Binary;

namespace Cekura.Reports.Html;

/// <summary>The samples of a WAV file: linear ones of 8 to 32 bits, floating ones, and the two laws of telephony.</summary>
internal sealed class WaveFile
{
    private const int Linear = 1;
    private const int Floating = 3;
    private const int ALaw = 6;
    private const int MuLaw = 7;
    private const int Extensible = 0xFFFE;
    private const int MaxChunks = 64;
    private const int MaxFrame = 1024;

    private readonly Stream _file;
    private readonly long _from;
    private readonly int _format;
    private readonly int _sampleSize;
    private readonly int _frameSize;

    private WaveFile(Stream file, long from, long length, ReadOnlySpan<byte> format)
    {
        (_file, _from) = (file, from);
        _format = BinaryPrimitives.ReadUInt16LittleEndian(format);
        if (_format == Extensible && format.Length >= 26)
        {
            // What it is stands at the end, as the first bytes of an id.
            _format = BinaryPrimitives.ReadUInt16LittleEndian(format[24..]);
        }

        Rate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        _frameSize = BinaryPrimitives.ReadUInt16LittleEndian(format[12..]);
        _sampleSize = BinaryPrimitives.ReadUInt16LittleEndian(format[14..]) / 8;

        // Writers that did not know the length left 0 or too much there.
        FrameCount = _frameSize == 0 ? 0 : Math.Min(length == 0 ? long.MaxValue : length, Math.Max(0, file.Length - from)) / _frameSize;
    }

    /// <summary>Frames in each second.</summary>
    public long Rate { get; }

    /// <summary>How many frames there are: a sample of each channel.</summary>
    public long FrameCount { get; }

    /// <summary>How long it is.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((double)FrameCount / Rate);

    private bool IsKnown =>
        Rate > 0
        && _frameSize is > 0 and <= MaxFrame
        && _sampleSize > 0
        && _frameSize % _sampleSize == 0
        && _format switch
        {
            Linear => _sampleSize <= 4,
            Floating => _sampleSize == 4,
            ALaw or MuLaw => _sampleSize == 1,
            _ => false,
        };

    /// <summary>Reads what a file holds; null when it is no WAV file, or one in a form that is not known.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WaveFile? Open(Stream file)
    {
        var head = new byte[12];
        if (!Fill(file, head) || !head.AsSpan(0, 4).SequenceEqual("RIFF"u8) || !head.AsSpan(8).SequenceEqual("WAVE"u8))
        {
            return null;
        }

        byte[]? format = null;
        var chunk = new byte[8];
        for (var count = 0; count < MaxChunks && Fill(file, chunk); count++)
        {
            var length = (long)BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(4));
            if (chunk.AsSpan(0, 4).SequenceEqual("data"u8))
            {
                return format is not null && new WaveFile(file, file.Position, length, format) is { IsKnown: true } wave ? wave : null;
            }

            var next = file.Position + length + (length & 1);
            if (chunk.AsSpan(0, 4).SequenceEqual("fmt "u8))
            {
                format = new byte[Math.Clamp(length, 16, 40)];
                if (length < 16 || !Fill(file, format))
                {
                    return null;
                }
            }

            if (next > file.Length)
            {
                return null;
            }

            file.Position = next;
        }

        return null;
    }

    /// <summary>The loudest sample of some frames, from 0 to 1.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public double Peak(long from, int count)
    {
        var bytes = new byte[count * _frameSize];
        _file.Position = _from + (from * _frameSize);
        var peak = 0.0;
        var read = _file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        for (var at = 0; at + _sampleSize <= read; at += _sampleSize)
        {
            peak = Math.Max(peak, Math.Abs(Sample(bytes.AsSpan(at, _sampleSize))));
        }

        return double.IsFinite(peak) ? Math.Min(1, peak) : 0;
    }

    private double Sample(ReadOnlySpan<byte> bytes) =>
        (_format, bytes.Length) switch
        {
            (Floating, _) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            (ALaw, _) => OfALaw(bytes[0]),
            (MuLaw, _) => OfMuLaw(bytes[0]),
            (_, 1) => (bytes[0] - 128) / 128.0,
            (_, 2) => BinaryPrimitives.ReadInt16LittleEndian(bytes) / 32768.0,
            (_, 3) => ((bytes[0] << 8) | (bytes[1] << 16) | (bytes[2] << 24)) / 2147483648.0,
            _ => BinaryPrimitives.ReadInt32LittleEndian(bytes) / 2147483648.0,
        };

    // ITU-T G.711: a sign, three bits of an exponent and four of a mantissa. Only how loud it is counts here.
    private static double OfMuLaw(byte coded)
    {
        var (exponent, mantissa) = Parts((byte)~coded);
        return ((((mantissa << 3) + 0x84) << exponent) - 0x84) / 32768.0;
    }

    private static double OfALaw(byte coded)
    {
        var (exponent, mantissa) = Parts((byte)(coded ^ 0x55));
        var linear = (mantissa << 4) + 8;
        return (exponent == 0 ? linear : (linear + 0x100) << (exponent - 1)) / 32768.0;
    }

    private static (int Exponent, int Mantissa) Parts(byte coded) => ((coded >> 4) & 7, coded & 15);

    private static bool Fill(Stream file, byte[] bytes) => file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
}

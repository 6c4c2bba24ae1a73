using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Cekura.Models.Chat;

namespace Cekura.Models.Cassettes;

/// <summary>By what an answer is found again, without what differs from run to run.</summary>
/// <param name="Test">The test.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Sample">How often the same was asked before.</param>
/// <param name="Parts">What the answer depends on, by name in order.</param>
internal sealed record CassetteKey(string Test, string Kind, int Sample, IReadOnlyList<KeyValuePair<string, string>> Parts)
{
    private const int IdBytes = 12;

    /// <summary>The same for the same question, in every process.</summary>
    public string Id { get; } = Hash(Kind, Sample, Parts);

    /// <summary>Makes it of a question.</summary>
    /// <param name="key">By what the question is known.</param>
    /// <param name="wording">How texts are stored.</param>
    public static CassetteKey Of(RecordingKey key, CassetteWording wording) =>
        new(key.Test, key.Kind, key.Sample, [.. key.Parts.Select(part => KeyValuePair.Create(part.Key, wording.Of(part.Value)))]);

    /// <summary>A short name of a text.</summary>
    public static string HashOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, IdBytes / 2));

    private static string Hash(string kind, int sample, IReadOnlyList<KeyValuePair<string, string>> parts)
    {
        // Lengths go before texts, so that no two questions are written alike.
        var writer = new ArrayBufferWriter<byte>(1024);
        Write(writer, kind);
        BitConverter.TryWriteBytes(writer.GetSpan(sizeof(int)), sample);
        writer.Advance(sizeof(int));
        foreach (var (name, text) in parts)
        {
            Write(writer, name);
            Write(writer, text);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(writer.WrittenSpan, hash);
        return Convert.ToHexStringLower(hash[..IdBytes]);
    }

    private static void Write(ArrayBufferWriter<byte> writer, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        BitConverter.TryWriteBytes(writer.GetSpan(sizeof(int)), utf8.Length);
        writer.Advance(sizeof(int));
        writer.Write(utf8);
    }
}

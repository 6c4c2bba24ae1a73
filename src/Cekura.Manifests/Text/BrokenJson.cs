using System.Text;
using System.Text.Json;
using Cekura.Slips;

namespace Cekura.Manifests.Text;

/// <summary>What is wrong with a text that is no JSON, in words.</summary>
internal static class BrokenJson
{
    /// <summary>The slip behind it, or else what the parser says of it, without the place.</summary>
    public static string Describe(string text, JsonException exception) =>
        Slip(Encoding.UTF8.GetBytes(text), exception) ?? Quoted.Sentence(exception.Message.Split(" Path:")[0].Split(" LineNumber:")[0]);

    /// <summary>The slip behind it, where there is one that the parser's words do not show.</summary>
    public static string? Slip(ReadOnlySpan<byte> text, JsonException exception) =>
        JsonSlip.Describe(text, (int)(exception.LineNumber ?? 0), (int)(exception.BytePositionInLine ?? 0));
}

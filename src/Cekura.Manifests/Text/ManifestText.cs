using System.Text.Unicode;

namespace Cekura.Manifests.Text;

/// <summary>What must be true of a file's bytes before they are parsed.</summary>
internal static class ManifestText
{
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>The text without its byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith(Utf8Mark) ? bytes[Utf8Mark.Length..] : bytes;

    /// <summary>Reports the first reason why the text cannot be parsed; false when there is one.</summary>
    public static bool Check(ReadOnlySpan<byte> text, TextRules rules, DiagnosticBag diagnostics)
    {
        if (text.TrimStart(" \t\r\n"u8).IsEmpty)
        {
            diagnostics.Error(rules.EmptyCode, 0, rules.EmptyMessage);
        }
        else if (text is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            diagnostics.Error(DiagnosticCodes.NotUtf8, 0, $"{rules.Noun} is UTF-16. Save it as UTF-8.");
        }
        else if (text.IndexOf((byte)0) is >= 0 and var zero)
        {
            diagnostics.Error(DiagnosticCodes.NotUtf8, zero, $"{rules.Noun} is not text: it holds a zero byte. Is it the right file?");
        }
        else if (!Utf8.IsValid(text))
        {
            diagnostics.Error(DiagnosticCodes.NotUtf8, FirstInvalid(text), "These bytes are not UTF-8. Save the file as UTF-8.");
        }
        else
        {
            return true;
        }

        return false;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        var offset = 0;
        while (System.Text.Rune.DecodeFromUtf8(text[offset..], out _, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            offset += consumed;
        }

        return offset;
    }
}

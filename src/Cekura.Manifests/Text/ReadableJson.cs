using System.Text.Encodings.Web;
using System.Text.Json;

namespace Cekura.Manifests.Text;

/// <summary>JSON that people read: spread over lines, letters of every language as they are, emoji as escapes.</summary>
internal static class ReadableJson
{
    /// <summary>The relaxed encoder leaves quotes and letters readable; none of this text is ever put into HTML as it is.</summary>
    public static JsonWriterOptions Options { get; } =
        new()
        {
            Indented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            MaxDepth = 256,
        };

    /// <summary>The same on one line.</summary>
    public static JsonWriterOptions OnOneLine { get; } = Options with { Indented = false };
}

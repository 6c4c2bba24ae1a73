using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Manifests.Text;

namespace Cekura.Cli.Output;

/// <summary>Data for machines: one document, letters of every language as they are.</summary>
internal static class JsonText
{
    // Deeper than that a document is written on one line: indentation alone would be longer than all that it says.
    private const int DeepestIndented = 200;

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = DeepestIndented,
    };

    private static readonly JsonWriterOptions OnOneLine = Options with { Indented = false, MaxDepth = int.MaxValue };

    public static string Write(JsonNode? node)
    {
        try
        {
            return Harmless(Write(node, Options));
        }
        catch (InvalidOperationException)
        {
            return Harmless(Write(node, OnOneLine));
        }
    }

    private static string Write(JsonNode? node, JsonWriterOptions options)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            if (node is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                node.WriteTo(writer);
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>
    /// The same document, in which nothing steers a terminal or a build server: such characters stand in texts only, where an escape means
    /// the same. No text starts a line.
    /// </summary>
    private static string Harmless(string json)
    {
        var clean = new StringBuilder(json.Length);
        for (var index = 0; index < json.Length; index++)
        {
            var character = json[index];
            var isHalf = char.IsSurrogate(character);
            if ((character != '\n' && !isHalf && UntrustedText.IsSuspicious(character)) || UntrustedText.StartsCommand(json.AsSpan(index)))
            {
                clean.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                clean.Append(character);
            }
        }

        return clean.ToString();
    }

    /// <summary>What the service sent, unchanged.</summary>
    public static JsonNode? Of(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element),
            JsonValueKind.Array => JsonArray.Create(element),
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            _ => JsonValue.Create(element),
        };
}

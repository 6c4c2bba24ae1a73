using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// JSON that may be nested very deeply, as the metadata that an agent sends. A value that lies too deep becomes a text that says so: one
/// such value must not make an answer about many runs unreadable, and it must not look absent.
/// </summary>
internal static class DeepJson
{
    /// <summary>For readers that only look where something begins and ends.</summary>
    public const int AnyDepth = int.MaxValue;

    /// <summary>
    /// How deep a value may be nested that is read; the platform's own limit of 64 would refuse metadata that agents send.
    /// </summary>
    public const int MaxDepth = 512;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };

    private static ReadOnlySpan<byte> Instead => "\"(nested too deeply to be read)\""u8;

    /// <summary>Reads JSON, of which what is nested too deeply is replaced.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonElement.Parse(json, Options);
        }
        catch (JsonException)
        {
            // Rare, so its price does not matter; what is not JSON fails again.
            return JsonElement.Parse(Cut(json, MaxDepth), Options);
        }
    }

    /// <summary>The same in rented memory.</summary>
    /// <param name="json">The JSON, which the document refers to; replaced where it was nested too deeply.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonDocument Document(ref ReadOnlyMemory<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json, Options);
        }
        catch (JsonException)
        {
            json = Cut(json.Span, MaxDepth);
            return JsonDocument.Parse(json, Options);
        }
    }

    /// <summary>The same JSON, no deeper than <paramref name="maxDepth"/>.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static byte[] Cut(ReadOnlySpan<byte> json, int maxDepth)
    {
        using var kept = new RentedBuffer();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = AnyDepth });
        var from = 0;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= maxDepth)
            {
                kept.Write(json[from..(int)reader.TokenStartIndex]);
                kept.Write(Instead);
                reader.Skip();
                from = (int)reader.BytesConsumed;
            }
        }

        kept.Write(json[from..]);
        return kept.Written.ToArray();
    }
}

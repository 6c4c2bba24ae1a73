using System.Text.Json;

namespace Cekura.Client;

/// <summary>Cuts a list into its entries without reading them: an envelope's <c>results</c>, or a bare array (contract, section 2, pagination).</summary>
internal static class EntryCut
{
    /// <summary>The entries, each as the JSON that it is; null when the answer is no list.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static List<ReadOnlyMemory<byte>>? Of(ReadOnlyMemory<byte> json, JsonDocumentOptions options)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        reader.Read();
        var entries = reader.TokenType == JsonTokenType.StartObject ? OfPage(json, ref reader) : OfValue(json, ref reader);

        // Whatever comes behind is no JSON either.
        reader.Read();
        return entries;
    }

    private static List<ReadOnlyMemory<byte>>? OfPage(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader)
    {
        List<ReadOnlyMemory<byte>>? entries = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var holdsEntries = reader.ValueTextEquals("results"u8);
            reader.Read();
            var found = OfValue(json, ref reader);
            entries = holdsEntries ? found : entries;
        }

        return entries;
    }

    private static List<ReadOnlyMemory<byte>>? OfValue(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var entries = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            entries.Add(json[start..(int)reader.BytesConsumed]);
        }

        return entries;
    }
}

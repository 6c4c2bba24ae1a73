using System.Text.Json;

namespace Cekura.Client;

/// <summary>
/// An answer cut up into its entries, which are read one by one: of a large answer no more than that stays in memory, and nothing of it is
/// a large object. An entry is whatever JSON stands there.
/// </summary>
/// <param name="Head">The answer with null in the place of its entries.</param>
/// <param name="Entries">The entries; null when there is no list of them.</param>
internal sealed record EntryCut(ReadOnlyMemory<byte> Head, IReadOnlyList<ReadOnlyMemory<byte>>? Entries)
{
    /// <param name="json">The answer.</param>
    /// <param name="name">The property that holds the entries. An answer that is an array itself has no other.</param>
    /// <param name="options">How deep it may be nested.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static EntryCut Of(ReadOnlyMemory<byte> json, string name, JsonDocumentOptions options)
    {
        var reader = new Utf8JsonReader(json.Span, new JsonReaderOptions { MaxDepth = options.MaxDepth });
        reader.Read();
        var cut =
            reader.TokenType == JsonTokenType.StartArray
                ? new EntryCut("null"u8.ToArray(), Cut(json, ref reader))
                : OfObject(json, name, ref reader);

        // Whatever comes behind is no JSON either.
        reader.Read();
        return cut;
    }

    private static EntryCut OfObject(ReadOnlyMemory<byte> json, string name, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new EntryCut(json, Entries: null);
        }

        var cut = new EntryCut(json, Entries: null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isWanted && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                var entries = Cut(json, ref reader);
                cut = new EntryCut((byte[])[.. json.Span[..start], .. "null"u8, .. json.Span[(int)reader.BytesConsumed..]], entries);
            }
            else
            {
                reader.Skip();
            }
        }

        return cut;
    }

    /// <summary>The items of an array, or the values of an object.</summary>
    private static List<ReadOnlyMemory<byte>> Cut(ReadOnlyMemory<byte> json, ref Utf8JsonReader reader)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndArray or JsonTokenType.EndObject))
        {
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                reader.Read();
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            entries.Add(json[start..(int)reader.BytesConsumed]);
        }

        return entries;
    }
}

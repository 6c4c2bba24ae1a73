using System.Text.Json;

namespace Cekura.Client;

/// <summary>A text; values of other kinds in JSON notation.</summary>
internal sealed class TextConverter : ResponseConverter<string?>
{
    public static string? TextOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Null or JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString()!,
            _ => value.GetRawText(),
        };

    protected override string? Read(JsonElement value, JsonSerializerOptions options) => TextOf(value);

    protected override bool TryRead(ref Utf8JsonReader reader, out string? value)
    {
        value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
    }
}

/// <summary>Texts: an array, or one text alone; empty for null and for an empty text.</summary>
internal sealed class TextListConverter : ResponseConverter<IReadOnlyList<string>>
{
    public static IReadOnlyList<string> TextsOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(TextConverter.TextOf).OfType<string>()]
        : TextConverter.TextOf(value) is { Length: > 0 } single ? [single]
        : [];

    protected override IReadOnlyList<string> Read(JsonElement value, JsonSerializerOptions options) => TextsOf(value);
}

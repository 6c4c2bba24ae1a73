using System.Text.Json;

namespace Cekura.Client;

/// <summary>A yes or no that is no when absent.</summary>
internal sealed class FlagConverter : ResponseConverter<bool>
{
    protected override bool Read(JsonElement value, JsonSerializerOptions options) => OptionalFlagConverter.FlagOf(value) ?? false;

    protected override bool TryRead(ref Utf8JsonReader reader, out bool value)
    {
        value = reader.TokenType == JsonTokenType.True;
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null;
    }
}

/// <summary>A yes or no, as a boolean, as a word or as 1 and 0; null for anything else.</summary>
internal sealed class OptionalFlagConverter : ResponseConverter<bool?>
{
    public static bool? FlagOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.GetDouble() switch
            {
                1 => true,
                0 => false,
                _ => null,
            },
            JsonValueKind.String => value.GetString()!.Trim().ToUpperInvariant() switch
            {
                "TRUE" or "YES" => true,
                "FALSE" or "NO" => false,
                _ => null,
            },
            _ => null,
        };

    protected override bool? Read(JsonElement value, JsonSerializerOptions options) => FlagOf(value);

    protected override bool TryRead(ref Utf8JsonReader reader, out bool? value)
    {
        value = reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
        return reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null;
    }
}

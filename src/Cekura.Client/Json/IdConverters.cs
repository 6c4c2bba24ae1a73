using System.Globalization;
using System.Text.Json;

namespace Cekura.Client;

/// <summary>An id that must be there.</summary>
internal sealed class IdConverter : ResponseConverter<long>
{
    public static long IdOf(JsonElement value) =>
        OptionalIdConverter.IdOf(value) ?? throw new JsonException("an id is missing or is not a whole number");

    protected override long Read(JsonElement value, JsonSerializerOptions options) => IdOf(value);

    protected override bool TryRead(ref Utf8JsonReader reader, out long value)
    {
        value = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value);
    }
}

/// <summary>
/// A reference to another object: its id as a number or as digits, or the object with its <c>id</c> (see docs/service.md).
/// </summary>
internal sealed class OptionalIdConverter : ResponseConverter<long?>
{
    public static long? IdOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var id) => id,
            JsonValueKind.String when long.TryParse(value.GetString()!, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => id,
            JsonValueKind.Object when value.Field("id") is { ValueKind: not JsonValueKind.Object } id => IdOf(id),
            _ => null,
        };

    protected override long? Read(JsonElement value, JsonSerializerOptions options) => IdOf(value);

    protected override bool TryRead(ref Utf8JsonReader reader, out long? value)
    {
        value = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var id) ? id : null;
        return value is not null || reader.TokenType == JsonTokenType.Null;
    }
}

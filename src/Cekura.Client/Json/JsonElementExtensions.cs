using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cekura.Client;

/// <summary>Looking into answers without trusting their shape.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The field, or null when the element is no object, has no such field, or the field is null.</summary>
    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The field as text: strings as they are, other values in JSON notation.</summary>
    public static string? TextField(this JsonElement element, string name) =>
        element.Field(name) is { } value ? TextConverter.TextOf(value) : null;

    /// <summary>The field as an id; null for what is none.</summary>
    public static long? IdField(this JsonElement element, string name) => element.Field(name) is { } value ? OptionalIdConverter.IdOf(value) : null;

    /// <summary>The field as a yes or no; null for what is neither.</summary>
    public static bool? FlagField(this JsonElement element, string name) => element.Field(name) is { } value ? OptionalFlagConverter.FlagOf(value) : null;

    /// <summary>The field as a moment; null for what is none.</summary>
    public static DateTimeOffset? MomentField(this JsonElement element, string name) => element.Field(name) is { } value ? MomentConverter.MomentOf(value) : null;

    /// <summary>The objects of an array, or of an object's values; empty for anything else.</summary>
    public static IEnumerable<JsonElement> Objects(this JsonElement? element)
    {
        IEnumerable<JsonElement> values = element switch
        {
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
            { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().Select(entry => entry.Value),
            _ => [],
        };
        return values.Where(value => value.ValueKind == JsonValueKind.Object);
    }

    public static T ReadAs<T>(this JsonElement element, JsonTypeInfo<T> type) =>
        element.ValueKind == JsonValueKind.Object && element.Deserialize(type) is { } value
            ? value
            : throw new JsonException($"an object is expected, not {element.ValueKind}");
}

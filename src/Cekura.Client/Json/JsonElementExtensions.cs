using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cekura.Client;

/// <summary>Reads fields of answers without trusting their shape.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The field, or null when the element is no object, has no such field, or the field is null.</summary>
    public static JsonElement? Field(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>The field as text: strings as they are, other values in JSON notation.</summary>
    public static string? TextField(this JsonElement element, string name) => element.Field(name).AsText();

    /// <summary>The field as an id; null for what is none.</summary>
    public static long? IdField(this JsonElement element, string name) => element.Field(name).AsId();

    /// <summary>The field as a yes or no; null for what is neither.</summary>
    public static bool? FlagField(this JsonElement element, string name) => element.Field(name).AsFlag();

    /// <summary>The field as a moment; null for what is none.</summary>
    public static DateTimeOffset? MomentField(this JsonElement element, string name) => element.Field(name).AsMoment();

    /// <summary>A text as it is, another value in JSON notation.</summary>
    public static string? AsText(this JsonElement? value) => value is { } text ? TextConverter.TextOf(text) : null;

    /// <summary>An id; null for what is none.</summary>
    public static long? AsId(this JsonElement? value) => value is { } id ? OptionalIdConverter.IdOf(id) : null;

    /// <summary>A yes or no; null for what is neither.</summary>
    public static bool? AsFlag(this JsonElement? value) => value is { } flag ? OptionalFlagConverter.FlagOf(flag) : null;

    /// <summary>A moment; null for what is none.</summary>
    public static DateTimeOffset? AsMoment(this JsonElement? value) => value is { } moment ? MomentConverter.MomentOf(moment) : null;

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

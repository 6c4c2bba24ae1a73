using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cekura.Client;

/// <summary>The objects of an array; entries of other kinds are left out, and anything but an array is empty.</summary>
internal sealed class ObjectListConverter<T> : AnswerConverter<IReadOnlyList<T>>
{
    public static IReadOnlyList<T> ListOf(JsonElement? value, JsonTypeInfo<T> type) =>
        value is { ValueKind: JsonValueKind.Array } ? [.. value.Objects().Select(entry => entry.ReadAs(type))] : [];

    protected override IReadOnlyList<T> Read(JsonElement value, JsonSerializerOptions options) => ListOf(value, (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
}

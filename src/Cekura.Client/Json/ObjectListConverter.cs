using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Cekura.Client;

/// <summary>The objects of an array; entries of other kinds are left out, and anything but an array is empty.</summary>
internal sealed class ObjectListConverter<T> : AnswerConverter<IReadOnlyList<T>>
{
    protected override IReadOnlyList<T> Read(JsonElement value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        return value.ValueKind == JsonValueKind.Array ? [.. ((JsonElement?)value).Objects().Select(entry => entry.ReadAs(type))] : [];
    }
}

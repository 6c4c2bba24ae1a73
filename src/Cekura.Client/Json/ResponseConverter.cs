using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Reads one kind of value of an answer from whatever JSON stands there. Answers are never written.</summary>
internal abstract class ResponseConverter<T> : JsonConverter<T>
{
    public sealed override bool HandleNull => true;

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader, out var value) ? value! : Read(JsonElement.ParseValue(ref reader), options);

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();

    /// <summary>Reads the form that nearly every answer has, for which a document of its own would cost most of the time.</summary>
    protected virtual bool TryRead(ref Utf8JsonReader reader, out T? value)
    {
        value = default;
        return false;
    }

    protected abstract T Read(JsonElement value, JsonSerializerOptions options);
}

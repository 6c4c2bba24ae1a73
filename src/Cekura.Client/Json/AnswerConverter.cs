using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Reads one kind of value of an answer from whatever JSON stands there. Answers are never written.</summary>
internal abstract class AnswerConverter<T> : JsonConverter<T>
{
    public sealed override bool HandleNull => true;

    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(JsonElement.ParseValue(ref reader), options);

    public sealed override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw new NotSupportedException();

    protected abstract T Read(JsonElement value, JsonSerializerOptions options);
}

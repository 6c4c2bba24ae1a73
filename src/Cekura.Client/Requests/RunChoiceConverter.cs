using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Writes a choice of runs; it is never read.</summary>
internal sealed class RunChoiceConverter : JsonConverter<RunChoice>
{
    public override RunChoice Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, RunChoice value, JsonSerializerOptions options) => value.Json.WriteTo(writer);
}

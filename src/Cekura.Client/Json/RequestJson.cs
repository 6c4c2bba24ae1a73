using System.Text.Json.Serialization;

namespace Cekura.Client;

/// <summary>Bodies of requests: snake_case, fields that are not set are not sent.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunTextRequest))]
internal sealed partial class RequestJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Cekura.Emulator.Tests.Seed;

/// <summary>As much of JSON Schema as the seed's schema uses; a keyword that it does not know is an error of the test.</summary>
internal sealed class SchemaJudge(JsonObject schema)
{
    private static readonly HashSet<string> Silent = ["$schema", "title", "description", "$defs", "then"];

    /// <summary>Why a document does not follow the schema; null when it does.</summary>
    public string? Judge(JsonElement document) => Judge(document, schema, "$");

    private string? Judge(JsonElement value, JsonObject by, string at) =>
        by.Where(keyword => !Silent.Contains(keyword.Key))
            .Select(keyword => Judge(value, by, keyword.Key, keyword.Value!, at))
            .FirstOrDefault(problem => problem is not null);

    private string? Judge(JsonElement value, JsonObject by, string keyword, JsonNode told, string at) =>
        keyword switch
        {
            "$ref" => Judge(value, (JsonObject)schema["$defs"]![((string)told!)["#/$defs/".Length..]]!, at),
            "type" => (told is JsonArray types ? types.Any(type => Is(value, (string)type!)) : Is(value, (string)told!))
                ? null
                : $"{at}: not {told}",
            "enum" => Node(value) is var node && ((JsonArray)told).Any(word => JsonNode.DeepEquals(word, node))
                ? null
                : $"{at}: none of {told.ToJsonString()}",
            "const" => JsonNode.DeepEquals(told, Node(value)) ? null : $"{at}: not {told}",
            "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() >= (double)told ? null : $"{at}: below {told}",
            "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDouble() <= (double)told ? null : $"{at}: above {told}",
            "pattern" => value.ValueKind != JsonValueKind.String
            || Regex.IsMatch(value.GetString()!, (string)told!, RegexOptions.None, TimeSpan.FromMinutes(1))
                ? null
                : $"{at}: not like {told}",
            "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= (int)told ? null : $"{at}: too few",
            "minProperties" => value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() >= (int)told ? null : $"{at}: empty",
            "items" => value.ValueKind != JsonValueKind.Array
                ? null
                : value
                    .EnumerateArray()
                    .Select((item, i) => Judge(item, (JsonObject)told, $"{at}[{i}]"))
                    .FirstOrDefault(problem => problem is not null),
            "required" => value.ValueKind != JsonValueKind.Object
                ? null
                : ((JsonArray)told)
                    .Select(name => (string)name!)
                    .Where(name => !value.TryGetProperty(name, out _))
                    .Select(name => $"{at}: no {name}")
                    .FirstOrDefault(),
            "properties" => value.ValueKind != JsonValueKind.Object
                ? null
                : value
                    .EnumerateObject()
                    .Where(property => ((JsonObject)told).ContainsKey(property.Name))
                    .Select(property => Judge(property.Value, (JsonObject)told[property.Name]!, $"{at}.{property.Name}"))
                    .FirstOrDefault(problem => problem is not null),
            "additionalProperties" => value.ValueKind != JsonValueKind.Object
                ? null
                : value
                    .EnumerateObject()
                    .Where(property => by["properties"]?[property.Name] is null)
                    .Select(property =>
                        told is JsonObject other ? Judge(property.Value, other, $"{at}.{property.Name}") : $"{at}: unknown {property.Name}"
                    )
                    .FirstOrDefault(problem => problem is not null),
            "anyOf" => ((JsonArray)told).Any(one => Judge(value, (JsonObject)one!, at) is null)
                ? null
                : $"{at}: {Judge(value, (JsonObject)((JsonArray)told)[0]!, at)}",
            "allOf" => ((JsonArray)told).Select(one => Judge(value, (JsonObject)one!, at)).FirstOrDefault(problem => problem is not null),
            "not" => Judge(value, (JsonObject)told, at) is null ? $"{at}: is {told.ToJsonString()}" : null,
            "if" => Judge(value, (JsonObject)told, at) is null ? Judge(value, (JsonObject)by["then"]!, at) : null,
            _ => throw new NotSupportedException(keyword),
        };

    private static JsonNode? Node(JsonElement value) => JsonNode.Parse(value.GetRawText());

    private static bool Is(JsonElement value, string type) =>
        type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "null" => value.ValueKind == JsonValueKind.Null,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => throw new NotSupportedException(type),
        };
}

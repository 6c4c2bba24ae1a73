using System.Text.Json;
using System.Text.Json.Nodes;
using Cekura.Emulator.Rest.Requests;
using Cekura.Emulator.Text;

namespace Cekura.Emulator.Rest.Start;

/// <summary>
/// The body of a request that starts runs: JSON, or a form of either kind, which is read as the JSON that would say the same.
/// </summary>
internal static class StartBody
{
    /// <exception cref="RefusedException">It can be read as none of them.</exception>
    public static JsonElement Read(ApiRequest request, IReadOnlyList<FieldRule> rules) =>
        request.MediaType switch
        {
            "application/x-www-form-urlencoded" => Json(Forms.UrlEncoded(request.Body), rules),
            "multipart/form-data" => Json(Forms.Multipart(request.Body, request.Boundary), rules),
            _ => request.JsonObject(),
        };

    // An empty field of a form is one that was not filled in.
    private static JsonElement Json(IEnumerable<(string Name, string Value)> form, IReadOnlyList<FieldRule> rules) =>
        new JsonObject(
            form.Where(field => field.Value.Length > 0)
                .GroupBy(field => field.Name, field => field.Value, StringComparer.Ordinal)
                .Select(field =>
                    KeyValuePair.Create(field.Key, Value([.. field], rules.FirstOrDefault(rule => rule.Name == field.Key)?.Shape))
                )
        ).ToElement();

    private static JsonNode? Value(IReadOnlyList<string> values, FieldShape? shape) =>
        shape switch
        {
            FieldShape.Json => Parsed(values[^1]) ?? values[^1],
            FieldShape.List when values is [var only] && Parsed(only) is JsonArray list => list,
            FieldShape.List => new JsonArray([.. values.Select(value => JsonValue.Create(value))]),
            _ => values[^1],
        };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // What it should have been is said where the field is checked.
            return null;
        }
    }
}
